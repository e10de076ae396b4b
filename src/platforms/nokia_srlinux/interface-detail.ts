import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { interfacesOf } from './interface-branch.ts';
import { pathOf } from './interfaces.ts';
import { readTree } from './state-tree.ts';

/** One interface with its counters; those of its subinterfaces follow. */
export const interfaceDetail: DiagnosticReader<'interface-detail'> = {
  commands: ({ interface: name }) => [{ line: `info from state interface ${pathOf(name)} | as json` }],
  parse: (outputs, { nowMs, args }) =>
    several(
      outputs.map((output) =>
        readTree(output, (tree) => {
          const all = interfacesOf(tree, nowMs);
          if (!all || args.interface === undefined) return all;
          return { ...all, records: all.records.filter((one) => one.interface === args.interface) };
        }),
      ),
    ),
};
