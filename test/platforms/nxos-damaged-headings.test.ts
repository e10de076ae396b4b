import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DiagnosticName } from '../../src/domain/diagnostics.ts';
import { parseOutput } from '../../src/platforms/parse-output.ts';

const cases: readonly (readonly [diagnostic: DiagnosticName, sample: string, line: string, damaged: string])[] = [
  ['optics', 'external', 'Ethernet1/43', 'Ethernet1/4#'],
  ['optics', 'external', 'Ethernet1/43', ''],
  ['optics', 'details', 'Lane Number:2', 'Lane Number:#'],
  ['interface-detail', 'kinds', 'Tunnel1 is up', 'Tunnel1'],
  ['interface-detail', 'kinds', 'fc1/11 is down', '       is down'],
  ['interfaces', 'brief', 'Interface     Status     Description', 'Interface     Status     Descr#'],
  ['interfaces', 'brief', 'Interface Secondary VLAN(Type)', 'Interface Secondary VL'],
  ['mac-table', 'text', '  110      0100.5e00.0118    igmp ', '  11#      0100.5e00.0118    igmp '],
  ['bgp-peer', 'text', 'For address family: VPNv4', 'For address family: VPNv#'],
];

/** The records with a damaged heading are records of the whole answer, each as it was. */
describe('what stands below a damaged heading is never given to what stood above', () => {
  test.each(cases)('%s %s: %j', (diagnostic, sample, line, damaged) => {
    const text = readFileSync(new URL(`cisco_nxos/${diagnostic}/${sample}.raw`, import.meta.url), 'utf8');
    expect(text.split(line)).toHaveLength(2);
    const whole = parseOutput('cisco_nxos', diagnostic, text, { nowMs: null }).records;
    const { outcome, records, unparsed } = parseOutput('cisco_nxos', diagnostic, text.replace(line, damaged), {
      nowMs: null,
    });
    expect(['partial', 'incomplete']).toContain(outcome);
    expect(unparsed).not.toEqual([]);
    expect(records.length).toBeLessThan(whole.length);
    for (const record of records) expect(whole).toContainEqual(record);
  });
});
