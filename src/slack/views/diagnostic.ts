import { agreementText } from '../../domain/agreement.ts';
import type { ShownResult } from '../../domain/diagnostics.ts';
import { severityOf } from '../../domain/record-severity.ts';
import { context, message, preformatted, section } from '../blocks.ts';
import { dateIn, escaped } from '../text.ts';
import { recordTable } from './record-table.ts';
import type { MessageView } from './view.ts';

interface ChangedSince {
  at: string;
  isHealthy: boolean;
  changes: readonly { words: string; isWorse: boolean }[];
}

export interface Answered {
  result: ShownResult;
  /** One sentence about it; may hold words of the device. */
  verdict: string;
  /** Against the last good answer to the same question; null where there is none. */
  since?: ChangedSince | null;
}

/** A question under way: who was asked, who has answered, how long it takes. */
export function diagnosticRunning(data: {
  diagnostic: string;
  devices: readonly string[];
  done: readonly Answered[];
  elapsedSeconds: number;
}): MessageView {
  const { diagnostic, devices, done, elapsedSeconds } = data;
  const answered = new Set(done.map(({ result }) => result.device));
  const waiting = devices.filter((device) => !answered.has(device));
  const head = `:hourglass_flowing_sand: ${escaped(diagnostic)}: ${done.length} of ${devices.length} devices answered (${elapsedSeconds} s)`;
  const lines = done.map(answerLine);
  const left = waiting.length === 0 ? [] : [`Waiting for ${escaped(named(waiting))}`];
  return message([head, ...lines, ...left].join('\n').replaceAll('*', ''), [
    section(head),
    ...linesIn(lines),
    ...left.map((line) => context(line)),
  ]);
}

/** The answers: a verdict per device first, then a table that fits a phone, worst rows first. */
export function diagnosticResult(data: {
  results: readonly Answered[];
  shortcut: string | null;
  /** What a reader has to know before the answers. Not escaped. */
  notice?: string | null;
}): MessageView {
  const { shortcut, notice = null } = data;
  const head = notice === null ? [] : [`:unlock: ${escaped(notice)}`];
  const results = data.results.toSorted((a, b) => rank(a) - rank(b));
  const rows = rowsFor(results.length);
  const together = agreementText(data.results.map(({ result }) => result));
  const verdicts = [...(together === null ? [] : [`*${escaped(together)}*`]), ...verdictLines(results)];
  const last = shortcut ? [`Shortcut: \`${escaped(shortcut).replaceAll('`', "'")}\``] : [];
  // Of many devices only those with a fault are worth a table; the file has them all.
  const tabled = results.length > mostTables ? results.filter((answered) => rank(answered) < 2) : results;
  const detail = tabled.flatMap((answered) => details(answered, rows, results.length > 1));
  return message([...head, ...verdicts, ...last].join('\n').replaceAll('*', ''), [
    ...linesIn(head),
    ...linesIn(verdicts.length > 0 ? verdicts : ['No device was asked.']),
    ...linesIn(results.flatMap((answered) => changeLines(answered, results.length)).slice(0, mostChanged)),
    ...detail,
    ...last.map((line) => context(line)),
  ]);
}

const width = 46;
const mostTables = 4;

/** The more devices, the fewer rows of each; the file has them all. */
function rowsFor(devices: number): number {
  if (devices <= 1) return 40;
  if (devices <= 4) return 15;
  return devices <= 12 ? 6 : 2;
}

function details({ result, verdict: _ }: Answered, rows: number, isNamed: boolean) {
  const name = result.device ?? 'pasted output';
  const table = recordTable(result, { width, rows });
  const unparsed = result.unparsed.slice(0, 5).map((line) => line.slice(0, 200));
  const more =
    result.unparsed.length > unparsed.length ? [`… and ${result.unparsed.length - unparsed.length} more`] : [];
  return [
    ...(table === '' ? [] : [preformatted(isNamed ? `${name}\n${table}` : table)]),
    ...(unparsed.length === 0
      ? []
      : [context(`${escaped(name)}, not understood:`), preformatted([...unparsed, ...more].join('\n'))]),
    ...(result.truncated ? [context(`${escaped(name)}: the output was too long and is cut.`)] : []),
  ];
}

/** Everything that is not as it should be, then as many of the others as a reader looks at. */
function verdictLines(results: readonly Answered[]): string[] {
  const shown = results.slice(0, mostLines).map(answerLine);
  const more = results.length - shown.length;
  return more > 0 ? [...shown, `… and ${more} more devices, in the file below`] : shown;
}

const mostLines = 40;
/** Devices whose changes are shown; the timeline has them all. */
const mostChanged = 16;

function answerLine({ result, verdict }: Answered): string {
  return `${rank({ result, verdict }) < 2 ? ':warning:' : ':white_small_square:'} *${escaped(result.device ?? 'pasted output')}* ${escaped(result.diagnostic)}: ${escaped(verdict)}`;
}

/** What changed since the last good answer: the worst first, the fewer the more devices there are. */
function changeLines({ result, since }: Answered, devices: number): string[] {
  if (!since) return [];
  const name = devices > 1 ? ` *${escaped(result.device ?? '')}*` : '';
  const when = `${dateIn(since.at)} (${since.isHealthy ? 'last good' : 'first reading, not healthy itself'})`;
  if (since.changes.length === 0) return devices > 1 ? [] : [`Nothing changed since ${when}.`];
  const most = devices > 4 ? 2 : 8;
  const shown = since.changes.slice(0, most).map(({ words, isWorse }) => {
    return `${isWorse ? ':warning:' : '•'} ${escaped(words.slice(0, 200))}`;
  });
  const more = since.changes.length > most ? [`… and ${since.changes.length - most} more`] : [];
  return [[`Since ${when}${name}:`, ...shown, ...more].join('\n')];
}

/** Not read, then broken, then in order. */
function rank({ result }: Answered): number {
  if (result.outcome !== 'ok' && result.outcome !== 'empty') return 0;
  return result.records.some((record) => severityOf(record) === 2) ? 1 : 2;
}

function named(devices: readonly string[]): string {
  const more = devices.length - 10;
  return more > 0 ? `${devices.slice(0, 10).join(', ')} and ${more} more` : devices.join(', ');
}

function linesIn(lines: readonly string[]) {
  return lines.flatMap((_, i) => (i % 8 === 0 ? [section(lines.slice(i, i + 8).join('\n'))] : []));
}
