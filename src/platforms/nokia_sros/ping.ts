import { type PingDialect, parsePing } from '../ping-statistics.ts';
import type { DiagnosticReader } from '../platform.ts';
import { probeLines, probeText } from './probe.ts';
import { rejectedBySros } from './rejected.ts';

const time = String.raw`(?:=|<) ?(\d{1,9}(?:\.\d{1,6})?) ?ms`;

const dialect: PingDialect = {
  heading: /^PING (\S{1,255} \()?([0-9A-Fa-f.:]+)\)? \d{1,5} data bytes$/,
  // Answers that come too late count as duplicates, and then as the last.
  statistics:
    /^(\d{1,9}) packets? transmitted,(?: \d{1,9} packets? bounced,)? (\d{1,9}) packets? received,(?: \d{1,9} (?:packets? )?(?:bounced|duplicates?),)* (?:(\d{1,3}(?:\.\d{1,4})?)% packet loss|\d{1,9} duplicates?)$/,
  times: new RegExp(`^round-trip min ${time}, avg ${time}, max ${time}(?:, stddev ${time})?$`),
};

export const ping: DiagnosticReader<'ping'> = {
  commands: (args) => probeLines(`/ping ${args.destination} count 5 timeout 2`, args, false),
  parse: (outputs, { args }) => {
    const output = outputs.find((text) => text.includes('packets transmitted')) ?? outputs[0] ?? '';
    return parsePing(probeText(output, /(?:stddev = \S+ms|packet loss)$/), args, dialect, rejectedBySros);
  },
};
