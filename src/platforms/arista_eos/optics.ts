import type { OpticsRecord } from '../../domain/device-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { eosOptics } from './optics-json.ts';
import { eosOpticsDetail, eosOpticsTable } from './optics-tables.ts';
import { rejectedByEos } from './rejected.ts';

/** `show interfaces [X] transceiver detail`; each lane of a module that is split is an interface of its own. */
export const optics: DiagnosticReader<'optics'> = {
  commands: (args) => [
    { line: `show interfaces${args.interface === undefined ? '' : ` ${args.interface}`} transceiver detail | json` },
  ],
  parse: ([output = '']) =>
    parseForms<OpticsRecord>(output, {
      rejected: rejectedByEos,
      json: eosOptics,
      text: (text) => eosOpticsDetail(text) ?? eosOpticsTable(text),
    }),
};
