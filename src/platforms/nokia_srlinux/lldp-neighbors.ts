import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { textOf } from '../values.ts';
import { isAbsent, isAddress } from './leaves.ts';
import { lldpReport, lldpReportJson } from './lldp-report.ts';
import { at, type Branch, listOf, readTree, wordOf } from './state-tree.ts';

export const lldpNeighbors: DiagnosticReader<'lldp-neighbors'> = {
  commands: () => [{ line: 'info from state system lldp | as json' }],
  parse: (outputs) => several(outputs.map((output) => readTree(output, neighborsOf, lldpReport, lldpReportJson))),
};

function neighborsOf(tree: Branch): Rows<LldpNeighborRecord> | null {
  const lldp =
    at(tree, 'system', 'lldp') ??
    at(tree, 'lldp') ??
    (tree['chassis-id'] !== undefined && tree['interface'] !== undefined ? tree : null);
  if (!lldp) return null;
  const rows: Rows<LldpNeighborRecord> = { records: [], unparsed: [] };
  for (const port of listOf(lldp, 'interface')) {
    const name = wordOf(port['name']);
    for (const neighbor of listOf(port, 'neighbor')) {
      const addresses = listOf(neighbor, 'management-address').flatMap(({ address }) =>
        isAbsent(address) ? [] : [wordOf(address) ?? ''],
      );
      if (name === null) rows.unparsed.push('a neighbour stands below an interface without a name');
      else if (!addresses.every((one) => isAddress(one) || isMac(one)))
        rows.unparsed.push(`a neighbour on ${name} has a management address that is none`);
      else
        rows.records.push({
          interface: name,
          neighborName: textOf(neighbor['system-name']),
          neighborInterface: textOf(neighbor['port-id']),
          neighborDescription: textOf(neighbor['port-description']),
          chassisId: chassisOf(textOf(neighbor['chassis-id'])),
          managementAddresses: addresses,
        });
    }
  }
  return rows;
}

function chassisOf(text: string | null): string | null {
  return text !== null && isMac(text) ? text.toLowerCase() : text;
}

function isMac(text: string): boolean {
  return /^(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}$/.test(text);
}
