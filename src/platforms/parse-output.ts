import type { DiagnosticArguments, DiagnosticName, DiagnosticRecords, PlatformName } from '../domain/diagnostics.ts';
import { sanitise } from '../lib/sanitise.ts';
import { platforms } from './index.ts';
import { type Parsed, readerOf } from './platform.ts';

export interface ParseHints {
  /** The command that printed the text, where it is known. Only its address, VRF, source and optical port are used: the form shows in the text. */
  command?: string;
  /** When the text was printed. Null for a pasted one: ages that need a clock are null then. */
  nowMs: number | null;
}

/** The platform has no such diagnostic. */
interface Unread {
  outcome: 'unsupported';
  records: never[];
  unparsed: never[];
  error: string;
}

/**
 * Parses one pasted output, JSON or text, recognised from the text itself. Never throws. No device prints the blanks that
 * do not break a line; web pages and mails keep a table in shape with them.
 */
export function parseOutput<N extends DiagnosticName>(
  platform: PlatformName,
  diagnostic: N,
  text: string,
  { command, nowMs }: ParseHints,
): Parsed<DiagnosticRecords[N]> | Unread {
  const reader = readerOf(platforms[platform], diagnostic);
  if ('unsupported' in reader) return { outcome: 'unsupported', records: [], unparsed: [], error: reader.unsupported };
  return reader.parse([sanitise(text).replaceAll('\u00a0', ' ')], { args: argumentsOf(command ?? ''), nowMs });
}

/** VRF and source of a ping or traceroute, and the one port of `show controllers optics`, stand in the command and not in its output. */
function argumentsOf(command: string): DiagnosticArguments {
  if (command.length > 400) return {};
  const vrf = /(?:^| )(?:vrf|routing-instance) ([A-Za-z0-9][\w.:-]{0,31})(?: |$)/.exec(command)?.[1];
  const source = /(?:^| )source ([0-9A-Fa-f.:]{2,45})(?: |$)/.exec(command)?.[1];
  const port = /(?:^| )controllers optics (\d{1,4}(?:\/\d{1,4}){2,4})$/.exec(command.trim())?.[1];
  return {
    ...(port === undefined ? {} : { interface: `Optics${port}` }),
    ...(vrf === undefined || vrf === 'all' ? {} : { vrf }),
    ...(source === undefined ? {} : { source }),
  };
}
