import { bsd, iputils, parsePing } from '../ping-statistics.ts';
import type { DiagnosticReader } from '../platform.ts';
import { rejectedByJunos } from './rejected.ts';

export const ping: DiagnosticReader<'ping'> = {
  commands: ({ destination = '', vrf, source }) => {
    const instance = vrf === undefined || vrf === 'default' ? '' : ` routing-instance ${vrf}`;
    const from = source === undefined ? '' : ` source ${source}`;
    return [{ line: `ping ${destination}${instance}${from} count 5 wait 1` }];
  },
  parse: ([output = ''], { args }) => parsePing(output, args, isEvolved.test(output) ? iputils : bsd, rejectedByJunos),
};

/** The heading of Linux' ping, which Junos OS Evolved runs: `PING 192.0.2.9 (192.0.2.9) 56(84) bytes of data.` */
const isEvolved = /^[ \t]{0,40}PING \S{1,255} ?\([\dA-Fa-f.:]{2,45}\) /m;
