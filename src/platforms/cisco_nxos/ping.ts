import { canonicalIp } from '../../domain/ip.ts';
import { type PingDialect, parsePing } from '../ping-statistics.ts';
import type { DiagnosticReader } from '../platform.ts';
import { rejectedByNxos } from './rejected.ts';

const heading = /^PING6? (\S{1,255}?) ?\(([0-9A-Fa-f.:]+)\)(?: from ([0-9A-Fa-f.:]{2,45}?))?: \d+ data bytes$/;
const time = String.raw`(\d{1,9}(?:\.\d{1,6})?)`;

const nxos: PingDialect = {
  heading,
  statistics:
    /^(\d{1,9}) packets transmitted, (\d{1,9}) packets received,(?: \+\d+ (?:duplicates|errors),)* (\d{1,3}\.\d\d)% packet loss$/,
  times: new RegExp(`^round-trip min/avg/max = ${time}/${time}/${time} ms$`),
};

/** Five echoes of two seconds each; IPv6 has a command of its own. */
export const ping: DiagnosticReader<'ping'> = {
  commands: ({ destination = '', vrf, source }) => {
    const from = source === undefined ? '' : ` source ${source}`;
    const within = vrf === undefined ? '' : ` vrf ${vrf}`;
    return [{ line: `ping${destination.includes(':') ? '6' : ''} ${destination} count 5${from} timeout 2${within}` }];
  },
  parse: ([output = ''], { args }) => {
    const from = canonicalIp(sourceIn(output) ?? '');
    return parsePing(output, from === null ? args : { source: from, ...args }, nxos, rejectedByNxos);
  },
};

/** The heading stands among the first lines. */
function sourceIn(output: string): string | undefined {
  for (const line of output.slice(0, 2_000).split('\n')) {
    const found = heading.exec(line.trim());
    if (found) return found[3];
  }
  return undefined;
}
