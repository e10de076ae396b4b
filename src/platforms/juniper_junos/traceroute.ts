import type { DiagnosticReader } from '../platform.ts';
import { parseTraceroute } from '../traceroute-hops.ts';
import { rejectedByJunos } from './rejected.ts';

export const traceroute: DiagnosticReader<'traceroute'> = {
  commands: ({ destination = '', vrf, source }) => {
    const instance = vrf === undefined || vrf === 'default' ? '' : ` routing-instance ${vrf}`;
    const from = source === undefined ? '' : ` source ${source}`;
    return [{ line: `traceroute ${destination} no-resolve wait 1${from}${instance}`, slow: true }];
  },
  parse: ([output = ''], { args }) => parseTraceroute(output, args, { system: 'bsd', refused: rejectedByJunos }),
};
