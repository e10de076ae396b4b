import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { stateOnly } from '../records.ts';
import { eosInterfaceBlocks } from './interface-blocks.ts';
import { eosInterface, eosInterfaceRows } from './interface-json.ts';
import { eosInterfaceStates } from './interface-status-json.ts';
import { eosInterfaceTable } from './interface-tables.ts';
import { rejectedByEos } from './rejected.ts';

/** `show interfaces [X] | json`; also `show interfaces [description|status]` and `show ip interface brief`, as text or JSON. */
export const interfaces: DiagnosticReader<'interfaces'> = {
  commands: (args) => [
    { line: args.interface ? `show interfaces ${args.interface} | json` : 'show interfaces | json' },
  ],
  parse: ([output = '']) =>
    parseForms<InterfaceRecord>(output, {
      rejected: rejectedByEos,
      json: (documents) => eosInterfaceStates(documents) ?? eosInterfaceRows(documents, eosInterface),
      text: (text) => {
        const blocks = eosInterfaceBlocks(text);
        return blocks ? { ...blocks, records: blocks.records.map(stateOnly) } : eosInterfaceTable(text);
      },
    }),
};
