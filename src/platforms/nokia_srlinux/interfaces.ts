import type { InterfaceDetailRecord, InterfaceRecord } from '../../domain/interface-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { stateOnly } from '../records.ts';
import { several } from '../several-outputs.ts';
import { withInterface } from './asked-interface.ts';
import { instanceInterfacesReport } from './instance-interfaces-report.ts';
import { interfacesOf } from './interface-branch.ts';
import { briefReport, briefReportJson } from './interface-brief-report.ts';
import { interfaceDetailReport } from './interface-detail-report.ts';
import { interfaceReport } from './interface-report.ts';
import { readTree } from './state-tree.ts';

/** Every interface and subinterface of the state tree. */
export const interfaces: DiagnosticReader<'interfaces'> = {
  commands: ({ interface: name }) => [{ line: `info from state interface ${pathOf(name)} | as json` }],
  parse: (outputs, { nowMs, args }) =>
    several(
      outputs.map((output) =>
        readTree(
          output,
          (tree) => {
            const all = interfacesOf(withInterface(tree, args.interface), nowMs);
            if (!all) return null;
            const wanted = all.records.filter(
              (one) => !args.interface?.includes('.') || one.interface === args.interface,
            );
            return { ...all, records: wanted.map(stateOnly) };
          },
          (text) =>
            briefReport(text) ??
            interfaceReport(text) ??
            instanceInterfacesReport(text) ??
            withoutCounters(interfaceDetailReport(text)),
          briefReportJson,
        ),
      ),
    ),
};

function withoutCounters(rows: Rows<InterfaceDetailRecord> | null): Rows<InterfaceRecord> | null {
  return rows && { ...rows, records: rows.records.map(stateOnly) };
}

/** `ethernet-1/1` and `ethernet-1/1 subinterface 0`; every interface without a name. */
export function pathOf(name: string | undefined): string {
  if (name === undefined) return '*';
  const [port = '', index] = name.split('.');
  return index === undefined ? port : `${port} subinterface ${index}`;
}
