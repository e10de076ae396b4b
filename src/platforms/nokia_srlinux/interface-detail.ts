import type { InterfaceDetailRecord, InterfaceRecord } from '../../domain/interface-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { blankInterfaceDetail } from '../records.ts';
import { several } from '../several-outputs.ts';
import { withInterface } from './asked-interface.ts';
import { interfacesOf } from './interface-branch.ts';
import { interfaceDetailReport } from './interface-detail-report.ts';
import { interfaceReport } from './interface-report.ts';
import { pathOf } from './interfaces.ts';
import { readTree } from './state-tree.ts';

/** One interface with its counters; those of its subinterfaces follow. */
export const interfaceDetail: DiagnosticReader<'interface-detail'> = {
  commands: ({ interface: name }) => [{ line: `info from state interface ${pathOf(name)} | as json` }],
  parse: (outputs, { nowMs, args }) =>
    several(
      outputs.map((output) =>
        readTree(
          output,
          (tree) => asked(interfacesOf(withInterface(tree, args.interface), nowMs), args.interface),
          (text) => asked(interfaceDetailReport(text) ?? withCounters(interfaceReport(text)), args.interface),
        ),
      ),
    ),
};

function asked(all: Rows<InterfaceDetailRecord> | null, name: string | undefined): Rows<InterfaceDetailRecord> | null {
  if (!all || name === undefined) return all;
  return { ...all, records: all.records.filter((one) => one.interface === name) };
}

/** A report without counters says nothing of them. */
function withCounters(rows: Rows<InterfaceRecord> | null): Rows<InterfaceDetailRecord> | null {
  return rows && { ...rows, records: rows.records.map(blankInterfaceDetail) };
}
