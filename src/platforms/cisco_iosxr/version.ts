import type { VersionRecord } from '../../domain/device-records.ts';
import { isBentWord } from '../bent-word.ts';
import { spelledSeconds } from '../durations.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { parseXr } from './xr-text.ts';

/** `show version`; `brief`, which leaves out the list of packages, is read as well. */
export const version: DiagnosticReader<'version'> = {
  commands: () => [{ line: 'show version' }],
  parse: ([output = '']) => parseXr<VersionRecord>(output, versionIn),
};

const software = /^Cisco IOS XR Software(?: \(\S{1,20}\))?, Version ([\w.]{1,30})(?:\[\S{1,30}\])?(?: .{1,30})?$/;
const uptime = /^(\S{1,64}) uptime is(?: (.{1,120}))?$/;
const processor =
  /^cisco ((?!IOS XR Software)[A-Za-z0-9][\w/ .-]{1,40}?)(?: Series)?(?: ?\(.{0,80}\))?( processor(?: .{0,80})?)?$/i;
/** The box of another maker: `Accton_as7816_64x () processor`. */
const elsewhere = /^([A-Za-z]\w{1,30}_\w{1,30}) \(.{0,80}\)( processor(?: .{0,80})?)$/;

/** The box and its memory, without the word between them, or behind a word that is nearly its maker. */
function isBentBoard(line: string): boolean {
  if (/^cisco \S.*\) \w+ with \d/i.test(line)) return true;
  return / processor(?: |$)/.test(line) && isBentWord(line.split(' ', 1)[0] ?? '', ['cisco']);
}

/** The uptime and the line of the processor stand in either order; both must be there for the answer to be whole. */
function versionIn(given: TextLines): Rows<VersionRecord> | null {
  const text = withWholeTail(given, /^\S{1,64} uptime is .{1,120} minutes?$/);
  let osVersion: string | null = null;
  let named: string | null = null;
  let series: string | null = null;
  let up: RegExpExecArray | null = null;
  let uptimeSeconds: number | null = null;
  const rows: Rows<VersionRecord> = { records: [], unparsed: [] };
  for (const raw of text.lines) {
    if (isTooLong(raw)) continue;
    const line = raw.trim();
    osVersion ??= software.exec(line)?.[1] ?? null;
    if (osVersion === null) continue;
    if (up === null && line.includes(' uptime is')) {
      up = uptime.exec(line);
      // Some releases print no commas: `4 days 2 hours 45 minutes`.
      uptimeSeconds = spelledSeconds((up?.[2] ?? '').replaceAll(/(\d (?:year|week|day|hour)s?) (?=\d)/g, '$1, '));
      if (uptimeSeconds === null) rows.unparsed.push(raw);
    }
    // Cisco 8000 prints its series on a line of its own, above the one of the box and its processor.
    const board = processor.exec(line) ?? elsewhere.exec(line);
    if (board === null && isBentBoard(line)) rows.unparsed.push(raw);
    if (board?.[2] === undefined) series ??= board?.[1]?.trim() ?? null;
    else named ??= board[1]?.trim() ?? null;
  }
  if (osVersion === null) return null;
  if (!up || (named ?? series) === null)
    return { ...rows, incomplete: 'the uptime or the processor is missing: the answer was cut off' };
  const [, whose = ''] = up;
  rows.records.push({
    hostname: whose === 'System' ? null : whose,
    model: named ?? (series === '8000' ? null : series),
    osVersion,
    serial: null,
    uptimeSeconds,
    lastRebootReason: null,
  });
  // What follows lists boards and packages, none of which is read.
  return rows;
}
