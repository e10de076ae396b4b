import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { eosInterfaceBlocks } from './interface-blocks.ts';
import { eosInterfaceDetail, eosInterfaceRows } from './interface-json.ts';
import { rejectedByEos } from './rejected.ts';

/** `show interfaces X | json`; `lastChangeSeconds` and `countersClearedSeconds` are null without the time of reading. */
export const interfaceDetail: DiagnosticReader<'interface-detail'> = {
  commands: (args) => [{ line: `show interfaces ${args.interface ?? ''} | json` }],
  parse: ([output = ''], { nowMs }) =>
    parseForms<InterfaceDetailRecord>(output, {
      rejected: rejectedByEos,
      json: (documents) => eosInterfaceRows(documents, (name, body) => eosInterfaceDetail(name, body, nowMs)),
      text: eosInterfaceBlocks,
    }),
};
