import { expect, test } from 'vitest';
import { platformNames } from '../../src/domain/diagnostics.ts';
import { withoutMargin } from '../../src/platforms/margin.ts';
import { read, type Sample, samples } from './samples.ts';

test.each([
  ['  a\n    b\n\n  c\n', 'a\n  b\n\nc\n'],
  ['    a\n  b\n \n  c', '  a\nb\n\nc'],
  ['\n\ta\n\t b\n', '\na\n b\n'],
])('%j has a margin', (text, bare) => {
  expect(withoutMargin(text)).toBe(bare);
});

test.each(['', '\n', '   ', 'a\n  b\n', '  a\nb\n', '  a\n  b\nc', '\ta\n  b\n', '  a\n\tb\n'])(
  '%j has none',
  (text) => {
    expect(withoutMargin(text)).toBeNull();
  },
);

/** All their lines stand further in on the device already, or a reader of their own reads them. */
const handedBack = new Set([
  'frr interfaces alias-text',
  'frr interfaces description-text',
  'frr ospf-neighbors bfd-text',
  'frr ospf-neighbors designated-by-neighbor-text',
  'frr ospf-neighbors lab-version3-text',
  'frr ospf-neighbors version3-days-detail-text',
  'juniper_junos log structured',
  'nokia_srlinux log critical',
  'nokia_srlinux log remote',
  'nokia_srlinux log usual',
]);

test.each(platformNames.flatMap((platform) => [' ', '    '].map((margin) => [platform, margin] as const)))(
  '%s: an answer that stands further in as a whole, behind %j, is read as it is',
  (platform, margin) => {
    const wrong = samples
      .filter((sample) => sample.platform === platform && sample.expected.outcome === 'ok')
      .map((sample) => ({ sample, moved: readMoved(sample, margin) }))
      .filter(({ sample, moved }) => JSON.stringify(moved.records) !== JSON.stringify(sample.expected.records))
      .map(
        ({ sample, moved }) => `${platform} ${sample.diagnostic} ${sample.name}${moved.outcome === 'ok' ? ', ok' : ''}`,
      )
      .filter((name) => !handedBack.has(name));
    expect(wrong).toEqual([]);
  },
);

function readMoved(sample: Sample, margin: string) {
  const outputs = sample.outputs.map((output) => output.replace(/^(?=.)/gm, margin));
  return read(sample, outputs);
}

test.each(['', ' ', '    ', '\t'])('a table behind %j that is cut before its legend is not whole', (margin) => {
  const sample = samples.find(
    ({ platform, diagnostic, name }) => platform === 'cisco_iosxr' && diagnostic === 'ntp' && name === 'older',
  );
  const whole = sample?.outputs[0] ?? '';
  const cut = whole.slice(0, whole.indexOf(' * master')).replace(/^(?=.)/gm, margin);
  expect(sample && read(sample, [cut])).toMatchObject({ outcome: 'incomplete' });
});
