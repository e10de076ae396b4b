import type { ArpRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { countOf } from '../values.ts';
import { arpReport, arpReportJson } from './arp-report.ts';
import { arpState } from './arp-states.ts';
import { at, type Branch, listOf, readTree, wordOf } from './state-tree.ts';

/** ARP and neighbour discovery of every subinterface. The tree has no network instance here, and no age. */
export const arp: DiagnosticReader<'arp'> = {
  commands: () => [
    { line: 'info from state interface * subinterface * ipv4 arp | as json' },
    { line: 'info from state interface * subinterface * ipv6 neighbor-discovery | as json', optional: true },
  ],
  parse: (outputs, { args }) => {
    const all = several(outputs.map((output) => readTree(output, entriesOf, arpReport, arpReportJson)));
    const wanted = args.address === undefined ? null : canonicalIp(args.address);
    if (wanted === null) return all;
    const records = all.records.filter(({ ipAddress }) => ipAddress === wanted);
    return { ...all, records, outcome: all.outcome === 'ok' && records.length === 0 ? 'empty' : all.outcome };
  },
};

function entriesOf(tree: Branch): Rows<ArpRecord> | null {
  const rows: Rows<ArpRecord> = { records: [], unparsed: [] };
  let found = false;
  for (const port of listOf(tree, 'interface'))
    for (const sub of listOf(port, 'subinterface'))
      for (const branch of [at(sub, 'ipv4', 'arp'), at(sub, 'ipv6', 'neighbor-discovery')]) {
        found ||= branch !== null;
        for (const neighbor of listOf(branch, 'neighbor')) {
          const ipAddress = canonicalIp(wordOf(neighbor['ipv4-address']) ?? wordOf(neighbor['ipv6-address']) ?? '');
          if (ipAddress === null) {
            rows.unparsed.push('a neighbour has no address');
            continue;
          }
          rows.records.push({
            vrf: null,
            ipAddress,
            macAddress: macOf(wordOf(neighbor['link-layer-address'])),
            interface: wordOf(sub['name']) ?? `${wordOf(port['name'])}.${countOf(sub['index'])}`,
            ageSeconds: null,
            state: arpState(wordOf(neighbor['current-state']) ?? wordOf(neighbor['origin'])),
          });
        }
      }
  return found ? rows : null;
}

function macOf(text: string | null): string | null {
  return text !== null && /^(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}$/.test(text) ? text.toLowerCase() : null;
}
