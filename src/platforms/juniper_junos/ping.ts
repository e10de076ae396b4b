import { bsd, parsePing } from '../ping-statistics.ts';
import type { DiagnosticReader } from '../platform.ts';
import { rejectedByJunos } from './rejected.ts';

export const ping: DiagnosticReader<'ping'> = {
  commands: ({ destination = '', vrf, source }) => {
    const instance = vrf === undefined || vrf === 'default' ? '' : ` routing-instance ${vrf}`;
    const from = source === undefined ? '' : ` source ${source}`;
    return [{ line: `ping ${destination}${instance}${from} count 5 wait 1` }];
  },
  parse: ([output = ''], { args }) => parsePing(output, args, bsd, rejectedByJunos),
};
