import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { eosEnvironment } from './environment-json.ts';
import { eosFans, eosSensors, eosSupplies } from './environment-tables.ts';
import { rejectedByEos } from './rejected.ts';

/** Temperatures, fans and power supplies; a virtual EOS has none of them. `show system environment all` prints the three. */
export const environment: DiagnosticReader<'environment'> = {
  commands: () => [
    { line: 'show system environment temperature | json' },
    { line: 'show system environment cooling | json', optional: true },
    { line: 'show system environment power | json', optional: true },
  ],
  parse: (outputs) =>
    several(
      (outputs.length > 0 ? outputs.flatMap(partsOf) : ['']).map((output) =>
        parseForms<EnvironmentRecord>(output, {
          rejected: rejectedByEos,
          json: eosEnvironment,
          text: (text) => eosSensors(text) ?? eosFans(text) ?? eosSupplies(text),
        }),
      ),
    ),
};

/** Each part begins in a line of its own; what stands above the first one stays with it. */
const begins = /^ *(?:System cooling status is: |Power +Input +Output|% There seem to be no power supplies )/;

function partsOf(output: string): string[] {
  if (!output.includes('System temperature status is: ') || !output.includes('System cooling status is: '))
    return [output];
  const parts: string[] = [];
  let start = 0;
  for (let end = output.indexOf('\n'); end !== -1; end = output.indexOf('\n', end + 1)) {
    if (!begins.test(output.slice(end + 1, end + 80))) continue;
    parts.push(output.slice(start, end + 1));
    start = end + 1;
  }
  return [...parts, output.slice(start)];
}
