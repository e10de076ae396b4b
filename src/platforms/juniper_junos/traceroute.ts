import type { DiagnosticReader } from '../platform.ts';
import { parseTraceroute } from '../traceroute-hops.ts';
import { rejectedByJunos } from './rejected.ts';

export const traceroute: DiagnosticReader<'traceroute'> = {
  commands: ({ destination = '', vrf, source }) => {
    const instance = vrf === undefined || vrf === 'default' ? '' : ` routing-instance ${vrf}`;
    const from = source === undefined ? '' : ` source ${source}`;
    return [{ line: `traceroute ${destination} no-resolve wait 1${from}${instance}`, slow: true }];
  },
  parse: ([output = ''], { args }) => {
    const dialect = { system: 'bsd', refused: rejectedByJunos } as const;
    const answered = parseTraceroute(withoutFailures(output), args, dialect);
    // Where nobody answered, the failures are the answer.
    return answered.records.some(({ replies }) => replies.length > 0)
      ? answered
      : parseTraceroute(output, args, dialect);
  },
};

/**
 * A probe that could not be sent is a `*` like a lost one, but two messages come into its line, each with a line break:
 * `1 traceroute: wrote 192.0.2.9 52 chars, ret=-1`, `*traceroute: sendto: No route to host`.
 */
function withoutFailures(output: string): string {
  if (!/traceroute6?: (?:sendto:|wrote) /.test(output)) return output;
  return output.replace(
    /traceroute6?: (?:sendto: [^\n]{1,80}|wrote [\w.:-]{1,255} \d{1,5} chars, ret=-?\d{1,5})\n[^\S\n]{0,40}(\*)?/g,
    (_, star) => (star === undefined ? ' ' : ' *'),
  );
}
