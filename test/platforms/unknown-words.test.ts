import { expect, test } from 'vitest';
import type { DiagnosticName, PlatformName } from '../../src/domain/diagnostics.ts';
import { isNoise } from '../../src/platforms/text-lines.ts';
import { changes } from './damage/changes.ts';
import { read, type Sample, samples } from './samples.ts';

/** Columns that hold what somebody wrote, where every character may stand. */
const written = new Set(
  (
    'description message reason vendor partNumber serial type neighborName neighborInterface neighborDescription chassisId ' +
    'model osVersion hostname lastRebootReason user client comment name id mediaType facility mnemonic annotation queue ' +
    'process importPolicy exportPolicy atText unit lastResetReason bestReason vrf systemId scope lag topProcesses component ' +
    // These have as many forms as there are kinds of them.
    'extendedCommunities'
  ).split(' '),
);

/** What is inside the grammar of one platform. */
const inside: { platform: PlatformName; diagnostic?: DiagnosticName; fields: string[]; why: string }[] = [
  {
    platform: 'frr',
    fields: ['interface', 'peer'],
    why: 'the kernel takes every character in the name of an interface',
  },
  { platform: 'nokia_sros', diagnostic: 'isis-adjacencies', fields: ['interface'], why: 'a name that somebody gave' },
  { platform: 'juniper_junos', diagnostic: 'mac-table', fields: ['vlan'], why: 'a name that somebody gave' },
  {
    platform: 'cisco_iosxr',
    diagnostic: 'ospf-neighbors',
    fields: ['interface'],
    why: '# behind it is a mark of the table',
  },
];

/** What a word of a row may become without anybody noticing, and why. */
const openWords: {
  platform: PlatformName;
  diagnostic: DiagnosticName;
  line?: RegExp;
  fields?: string[];
  why: string;
}[] = [
  ...(['arista_eos', 'cisco_iosxe', 'cisco_nxos', 'juniper_junos', 'nokia_sros'] as const).map((platform) => ({
    platform,
    diagnostic: 'mac-table' as const,
    fields: ['interface'],
    why: 'a word such as CPU, Router or Drop stands in place of a port',
  })),
  ...(['arp', 'bfd-sessions', 'interfaces'] as const).map((diagnostic) => ({
    platform: 'nokia_sros' as const,
    diagnostic,
    fields: ['interface'],
    why: 'the name that somebody gave to a router interface',
  })),
  ...(['bgp-peer', 'environment', 'interfaces', 'isis-adjacencies', 'optics', 'route'] as const).map((diagnostic) => ({
    platform: 'nokia_sros' as const,
    diagnostic,
    line: / : |^(?:\S+ on Slot|Ports \S+ Slot|\S+ Interface|Optical \S+)/,
    why: 'pairs and sections: a label that nobody knows is another label',
  })),
  { platform: 'arista_eos', diagnostic: 'bfd-sessions', fields: ['diagnosticCode'], why: 'a sentence of the device' },
  { platform: 'cisco_nxos', diagnostic: 'interfaces', line: /XCVR/, why: 'a reason is a sentence of the device' },
  { platform: 'cisco_nxos', diagnostic: 'environment', line: /(?:Model|Hw) /, why: 'the heading of another table' },
  { platform: 'cisco_nxos', diagnostic: 'arp', line: /^\S+ : /, why: 'a label that nobody knows' },
  {
    platform: 'cisco_iosxe',
    diagnostic: 'queue-drops',
    line: /^ {6}Zorbl$/,
    why: 'another action of the class than drop',
  },
  { platform: 'juniper_junos', diagnostic: 'bgp-route', line: /Zorbl +Preference/, why: 'another protocol' },
];

const texts = samples.filter(
  ({ expected, outputs }) => expected.outcome === 'ok' && outputs.some((output) => !isJson(output)),
);

test('a word of a row that nobody knows is handed back, or changes nothing: no other state, no record less', () => {
  let bent = 0;
  const wrong = texts.flatMap((sample) => {
    const whole = read(sample, sample.outputs).records;
    return sample.outputs.flatMap((output, place) =>
      isJson(output)
        ? []
        : rowsOf(sample, place, whole.length).flatMap((index) =>
            wordsOnce(output, index).flatMap(({ text, line }) => {
              bent += 1;
              const result = read(sample, sample.outputs.with(place, text));
              if (result.outcome !== 'ok' && result.outcome !== 'empty') return [];
              const taken = changes(whole, result.records, isUnknown).filter(
                ({ field }) => !isInside(sample, field) && !isOpen(sample, field, line),
              );
              const [{ field, from, to } = { field: '', from: null, to: null }] = taken;
              if (taken.length === 0) return [];
              const values = `${JSON.stringify(from)} became ${JSON.stringify(to)}`;
              const who = `${sample.platform} ${sample.diagnostic} ${sample.name}`;
              return [`${who}: ${JSON.stringify(line)}: ${field} ${values}`];
            }),
          ),
    );
  });
  expect(wrong).toEqual([]);
  expect(bent).toBeGreaterThan(1_000);
}, 60_000);

/** The lines without which the answer is called whole and has a record less: rows of tables and headings of blocks. */
function rowsOf(sample: Sample, place: number, count: number): number[] {
  const lines = (sample.outputs[place] ?? '').split('\n');
  return lines.flatMap((_, index) => {
    const { outcome, records } = read(sample, sample.outputs.with(place, lines.toSpliced(index, 1).join('\n')));
    return (outcome === 'ok' || outcome === 'empty') && records.length < count ? [index] : [];
  });
}

/** The text once for each word of the line that has no digit, with one in its place that no device prints. */
function wordsOnce(output: string, index: number): { text: string; line: string }[] {
  const lines = output.split('\n');
  const whole = lines[index] ?? '';
  return [...whole.matchAll(/(?<=^|\s)[A-Za-z][A-Za-z_-]+(?=[,:]?(?:\s|$))/g)]
    .slice(0, 14)
    .flatMap(({ 0: word, index: at }) => {
      const line = `${whole.slice(0, at)}Zorbl${whole.slice(at + word.length)}`;
      return isNoise(line) ? [] : [{ text: lines.with(index, line).join('\n'), line }];
    });
}

function isOpen({ platform, diagnostic }: Sample, field: string, line: string): boolean {
  return openWords.some(
    (one) =>
      one.platform === platform &&
      one.diagnostic === diagnostic &&
      (one.line?.test(line) ?? true) &&
      (one.fields?.includes(field) ?? true),
  );
}

function isJson(output: string): boolean {
  return /^\s*[[{]/.test(output);
}

function isInside({ platform, diagnostic }: Sample, field: string): boolean {
  const own = inside.filter((one) => one.platform === platform && (one.diagnostic ?? diagnostic) === diagnostic);
  return written.has(field) || own.some(({ fields }) => fields.includes(field));
}

/** A value that is unknown now is none that was taken. */
function isUnknown(_field: string, to: unknown): boolean {
  return to === null;
}
