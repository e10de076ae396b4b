import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { eosEnvironment } from './environment-json.ts';
import { eosFans, eosSensors, eosSupplies } from './environment-tables.ts';
import { rejectedByEos } from './rejected.ts';

/** Temperatures, fans and power supplies; a virtual EOS has none of them. */
export const environment: DiagnosticReader<'environment'> = {
  commands: () => [
    { line: 'show system environment temperature | json' },
    { line: 'show system environment cooling | json', optional: true },
    { line: 'show system environment power | json', optional: true },
  ],
  parse: (outputs) =>
    several(
      (outputs.length > 0 ? outputs : ['']).map((output) =>
        parseForms<EnvironmentRecord>(output, {
          rejected: rejectedByEos,
          json: eosEnvironment,
          text: (text) => eosSensors(text) ?? eosFans(text) ?? eosSupplies(text),
        }),
      ),
    ),
};
