import { expect, test } from 'vitest';
import type { DiagnosticName, PlatformName } from '../../src/domain/diagnostics.ts';
import { parseOutput } from '../../src/platforms/parse-output.ts';
import { readerFor, sampleText } from './cut-or-damaged/sample-text.ts';
import { read, samples } from './samples.ts';

const isWhole = ({ outcome }: { outcome: string }) => outcome === 'ok' || outcome === 'empty';

/** The tables whose rows are counted: what tells how many there are and, where not every row counts, which ones do. */
const counts: readonly (readonly [PlatformName, DiagnosticName, count: RegExp, counted?: RegExp])[] = [
  ['arista_eos', 'lag', /^Number of channels in use: ?[1-9]/m, /\(U\)/],
  ['cisco_iosxe', 'lag', /^ *Number of channel-groups in use: +[1-9]/m],
  ['cisco_iosxe', 'lldp-neighbors', /^ *Total entries displayed: [1-9]/m],
  ['cisco_iosxe', 'mac-table', /^Total Mac Addresses for this criterion: [1-9]/m],
  ['cisco_iosxe', 'mpls-lsps', /^Displayed [1-9].* tails$/m],
  ['cisco_iosxr', 'lldp-neighbors', /^Total entries displayed: [1-9]/m],
  ['cisco_iosxr', 'mpls-lsps', /^Displayed [1-9].* tails$/m],
  ['cisco_nxos', 'arp', /^IPv6 [\s\S]*^Total number of entries: [1-9]/m],
  ['cisco_nxos', 'lldp-neighbors', /^Total entries displayed: [1-9]/m],
  ['cisco_nxos', 'mac-table', /^Total MAC Addresses: [1-9]/m],
  ['cisco_nxos', 'ntp', /^Total peers *: *[1-9]/m],
  ['cisco_nxos', 'ospf-neighbors', /^ *Total number of neighbors: +[1-9]/m],
  ['juniper_junos', 'arp', /^Total entries: [1-9]/m],
  ['nokia_sros', 'config-history', /^(?:No\. of Rollback Files|Total Commits +): [1-9]/m],
  ['nokia_sros', 'lag', /^Total Lag-ids: [1-9]/m],
];

const counted = counts.flatMap(([platform, diagnostic, count, row = /./]) =>
  samples
    .filter((sample) => sample.platform === platform && sample.diagnostic === diagnostic)
    .filter(
      ({ outputs, expected }) => outputs.length === 1 && expected.outcome === 'ok' && count.test(outputs[0] ?? ''),
    )
    .map((sample) => ({ ...sample, row })),
);

test('each counted table has a sample', () => {
  const found = new Set(counted.map(({ platform, diagnostic }) => `${platform} ${diagnostic}`));
  expect(counts.map(([platform, diagnostic]) => `${platform} ${diagnostic}`).filter((one) => !found.has(one))).toEqual(
    [],
  );
});

test.each(counted)('$platform $diagnostic $name is not whole without one of its rows', ({ row, ...sample }) => {
  const lines = (sample.outputs[0] ?? '').split('\n');
  const without = (at: number) => read(sample, [lines.filter((_, index) => index !== at).join('\n')]);
  const rows = lines.flatMap((line, at) => {
    const parsed = row.test(line) ? without(at) : sample.expected;
    return parsed.records.length < sample.expected.records.length ? [{ line, isWhole: isWhole(parsed) }] : [];
  });
  expect(rows).not.toEqual([]);
  expect(rows.filter((one) => one.isWhole)).toEqual([]);
});

/** A sample, a row of it, and what is said without the row. All the others are handed out. */
const missing: readonly (readonly [PlatformName, DiagnosticName, sample: string, row: RegExp, error: string])[] = [
  ['arista_eos', 'lag', 'text', /^ +Po116\(U\).*\n/m, '2 of 3 aggregates in use are there: the answer is not whole'],
  ['cisco_iosxe', 'lag', 'usual', /^2 .*\n/m, '2 of 3 aggregates are there: the answer is not whole'],
  [
    'cisco_iosxe',
    'lldp-neighbors',
    'not-advertised',
    /^not adv.*\n/m,
    '1 of 2 neighbors are there: the answer is not whole',
  ],
  ['cisco_iosxe', 'mac-table', 'usual', /^ 100 .*\n/m, '2 of 3 addresses are there: the answer is not whole'],
  ['cisco_iosxe', 'mpls-lsps', 'usual', /^core4_t7 .*\n/m, '2 of 3 tunnels are there: the answer is not whole'],
  ['cisco_iosxr', 'mpls-lsps', 'tunnels', /^ +Bypass.*\n/m, '3 of 4 tunnels are there: the answer is not whole'],
  ['juniper_junos', 'arp', 'text', /^.* 198\.51\.100\.1 .*\n/m, '1 of 2 entries are there: the answer is not whole'],
  ['juniper_junos', 'arp', 'ipv6-text', /^fe80::2 .*\n/m, '1 of 2 entries are there: the answer is not whole'],
];

test.each(missing)('%s %s %s with a row less says how many are missing', (platform, diagnostic, name, row, error) => {
  const text = sampleText(platform, diagnostic, name);
  const all = readerFor(platform)(diagnostic, text);
  const left = readerFor(platform)(diagnostic, text.replace(row, ''));
  expect({ outcome: left.outcome, error: left.error }).toEqual({ outcome: 'incomplete', error });
  expect(left.records).toHaveLength(all.records.length - 1);
  for (const record of left.records) expect(all.records).toContainEqual(record);
});

const screens: readonly (readonly [DiagnosticName, sample: string, row: RegExp, said: string])[] = [
  ['lag', 'older', /^2 .*\n/m, '3 rows are announced, 2 are shown'],
  ['config-history', 'usual', /^1 .*\n/m, '2 rows are announced, 1 are shown'],
];

test.each(screens)('nokia_sros %s %s with a row less is told beside its rows', (diagnostic, name, row, said) => {
  const text = sampleText('nokia_sros', diagnostic, name).replace(row, '');
  expect(readerFor('nokia_sros')(diagnostic, text)).toMatchObject({ outcome: 'partial', unparsed: [said] });
});

const repeated: readonly (readonly [PlatformName, DiagnosticName, sample: string, row: RegExp, said: string])[] = [
  ['cisco_iosxe', 'lag', 'usual', /^2 .*\n/m, '3 aggregates are announced, 4 are there'],
  ['cisco_iosxe', 'lldp-neighbors', 'not-advertised', /^not adv.*\n/m, '2 neighbors are announced, 3 are there'],
  ['cisco_iosxe', 'mac-table', 'usual', /^ 100 .*\n/m, '3 addresses are announced, 4 are there'],
  ['cisco_iosxe', 'mpls-lsps', 'usual', /^core4_t7 .*\n/m, '3 tunnels are announced, 4 are there'],
  ['cisco_iosxr', 'mpls-lsps', 'tunnels', /^ +Bypass.*\n/m, '4 tunnels are announced, 5 are there'],
  ['juniper_junos', 'arp', 'text', /^.* 198\.51\.100\.1 .*\n/m, '2 entries are announced, 3 are there'],
];

test.each(repeated)('%s %s %s with a row more than counted is not whole', (platform, diagnostic, name, row, said) => {
  const text = sampleText(platform, diagnostic, name);
  const { outcome, unparsed } = readerFor(platform)(diagnostic, text.replace(row, '$&$&'));
  expect({ outcome, unparsed }).toEqual({ outcome: 'partial', unparsed: [said] });
});

test('a count that may have lost digits is not held against the rows above it', () => {
  const rows = Array.from(
    { length: 12 },
    (_, index) => ` 100    0053.00aa.01${String(index).padStart(2, '0')}    DYNAMIC     Po1`,
  );
  const text = [
    'Vlan    Mac Address       Type        Ports',
    '----    -----------       --------    -----',
    ...rows,
    'Total Mac Addresses for this criterion: 12',
  ].join('\n');
  const outcomeOf = (part: string) => readerFor('cisco_iosxe')('mac-table', part).outcome;
  expect(outcomeOf(text)).toBe('ok');
  expect(outcomeOf(`${text.slice(0, -1)}\n`)).toBe('partial');
  expect(outcomeOf(text.replace(`${rows[3]}\n`, ''))).toBe('incomplete');
  expect(parseOutput('cisco_iosxe', 'mac-table', text.slice(0, -1), { nowMs: null }).records).toHaveLength(12);
});

test('of one aggregate of IOS the count is not held against the rows', () => {
  const text = sampleText('cisco_iosxe', 'lag', 'usual').replace(/^(?:2|30) .*\n/gm, '');
  const outcomeOf = (part: string) => readerFor('cisco_iosxe')('lag', part).outcome;
  expect(outcomeOf(text)).toBe('incomplete');
  expect(outcomeOf(`leaf1#show etherchannel 1 summary\n${text}`)).toBe('ok');
});
