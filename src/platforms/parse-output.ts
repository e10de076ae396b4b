import { isDeepStrictEqual } from 'node:util';
import type { DiagnosticArguments, DiagnosticName, DiagnosticRecords, PlatformName } from '../domain/diagnostics.ts';
import { sanitise } from '../lib/sanitise.ts';
import { platforms } from './index.ts';
import { withoutDecoration, withoutLineNumbers } from './pasted-decoration.ts';
import { markedLines } from './pasted-marks.ts';
import { withoutMarkup } from './pasted-markup.ts';
import { omissionIn } from './pasted-omission.ts';
import { withoutSurroundings } from './pasted-surroundings.ts';
import { type Parsed, readerOf } from './platform.ts';
import { isNoise } from './text-lines.ts';

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
 * Parses one pasted output, JSON or text, recognised from the text itself. Never throws. What a page, a mail or a shell put
 * around the answer is taken off where that is certain; what an author put into it is named, and nothing of it is read.
 */
export function parseOutput<N extends DiagnosticName>(
  platform: PlatformName,
  diagnostic: N,
  text: string,
  { command, nowMs }: ParseHints,
): Parsed<DiagnosticRecords[N]> | Unread {
  const reader = readerOf(platforms[platform], diagnostic);
  if ('unsupported' in reader) return { outcome: 'unsupported', records: [], unparsed: [], error: reader.unsupported };
  const context = { args: argumentsOf(command ?? ''), nowMs };
  const read = (answer: string) => reader.parse([withoutSurroundings(answer, platform, diagnostic)], context);
  // No device prints the blanks that do not break a line; web pages and mails keep a table in shape with them.
  const pasted = sanitise(text).replaceAll('\u00a0', ' ');
  const undecorated = withoutDecoration(pasted);
  const unmarked = withoutMarkup(undecorated);
  const handedBack = (lines: string[], found: string): Parsed<never> => ({
    outcome: 'partial',
    records: [],
    unparsed: lines.slice(0, mostNamed).map((line) => line.slice(0, longestNamed)),
    error: `${placeOf(lines[0] ?? '', pasted)}: ${found}: paste the text as the device printed it`,
  });
  if ('line' in unmarked) return handedBack([unmarked.line], `"${unmarked.found}" is the markup of a page`);
  const omission = omissionIn(unmarked.text, diagnostic);
  if (omission !== null) return { ...handedBack([omission], 'lines were left out here'), outcome: 'incomplete' };
  const numberless = withoutLineNumbers(unmarked.text);
  const [asItIs, unnumbered] = [read(unmarked.text), numberless === null ? null : read(numberless)];
  // At a prompt it is the page's; in a description alone it may be a person's.
  if (unmarked.text !== undecorated && isUnderstood(asItIs) && !linesOf(unmarked.text, undecorated).some(isNoise)) {
    const untouched = read(undecorated);
    if (isUnderstood(untouched) && !isDeepStrictEqual(untouched.records, asItIs.records))
      return handedBack(
        linesOf(undecorated, unmarked.text),
        'the device may have printed this, or a page that shows it',
      );
  }
  const isNumbered = unnumbered !== null && isUnderstood(unnumbered);
  if (isNumbered && isUnderstood(asItIs)) return handedBack(unmarked.text.split('\n', 2), 'the lines may be numbered');
  const [bare, parsed] = isNumbered ? [numberless ?? '', unnumbered] : [unmarked.text, asItIs];
  const marked = markedLines(bare, diagnostic, parsed, read);
  return marked === null ? parsed : handedBack(marked.lines, `${marked.mark} would change what is read`);
}

function isUnderstood({ outcome }: Parsed<unknown>): boolean {
  return outcome === 'ok' || outcome === 'empty';
}

/** The lines that stand in the first text only. */
function linesOf(text: string, other: string): string[] {
  const same = new Set(other.split('\n'));
  return text.split('\n').filter((line) => !same.has(line));
}

/** Counted in the text as it was pasted; what stood around the line may be gone. */
function placeOf(line: string, pasted: string): string {
  const at = pasted.split('\n').findIndex((one) => one.includes(line.trim()));
  return at === -1 ? 'a line' : `line ${at + 1}`;
}

const mostNamed = 20;
const longestNamed = 500;

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
