import type { NtpRecord } from '../../domain/device-records.ts';
import type { Json } from '../../lib/safe-json.ts';
import { announcedIn, countedRows } from '../counted-rows.ts';
import { isServer } from '../ntp-server.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { countOf, textOf } from '../values.ts';
import { nxosObject, saysNothing, topRowsOf, wordOf } from './json-tables.ts';
import { inEnvelope } from './nxapi-envelope.ts';
import { isBeside } from './nxos-noise.ts';
import { rejectedByNxos } from './rejected.ts';

/** The delay is printed in seconds, the offset not at all. */
export const ntp: DiagnosticReader<'ntp'> = {
  commands: () => [{ line: 'show ntp peer-status | json' }],
  parse: ([output = '']) => {
    if (output.length < 200 && saysNothing(output)) return { outcome: 'empty', records: [], unparsed: [], error: null };
    return parseForms<NtpRecord>(output, { rejected: rejectedByNxos, json: inEnvelope(inJson), text: peers });
  },
};

function inJson(documents: Json[]): Rows<NtpRecord> | null {
  // Some releases put the whole line of the text there.
  const nobody = /^(?:Total peers *: *)?0$/.test(wordOf(nxosObject(documents)?.['totalpeers']) ?? '');
  const found = topRowsOf(documents, 'peersstatus') ?? (nobody ? [] : null);
  if (!found) return null;
  const rows: Rows<NtpRecord> = { records: [], unparsed: [] };
  for (const row of found) {
    const peer = textOf(row['remote']);
    const values = [row['st'], row['reach'], row['delay']].map(shown);
    const record = recordOf(typeof row['syncmode'] === 'string' ? row['syncmode'] : '', peer ?? '', values);
    if (record) rows.records.push(record);
    else rows.unparsed.push(`peer ${peer ?? '?'}`);
  }
  return rows;
}

function shown(value: Json | undefined): string {
  const count = countOf(value);
  return count === null ? (textOf(value) ?? (typeof value === 'number' ? String(value) : '')) : String(count);
}

/** The marks say how a server is asked, and which one the clock follows; not which ones are good. */
function recordOf(
  mark: string,
  peer: string,
  [stratum = '', reach = '', delay = '']: readonly string[],
): NtpRecord | null {
  const isKnown = /^[*+=-]?$/.test(mark.trim()) && isServer(peer);
  if (!isKnown || !/^\d{1,2}$/.test(stratum) || !/^[0-7]{1,3}$/.test(reach) || !/^\d{1,4}(?:\.\d{1,6})?$/.test(delay))
    return null;
  const register = Number.parseInt(reach, 8);
  return {
    peer,
    state: mark.trim() === '*' ? 'synced' : register === 0 ? 'unreachable' : 'unknown',
    stratum: Number(stratum),
    offsetMs: null,
    // Of a server that never answered the delay is printed as 0.
    delayMs: register === 0 && Number(delay) === 0 ? null : Math.round(Number(delay) * 1e6) / 1e3,
    reach: register,
  };
}

const total = /^Total peers *: *(\d{1,4})$/;
const heading = /^(?:remote +local(?: +st +poll +reach +delay +vrf)?|st +poll +reach +delay +vrf|[*-] - .*)$/;
const opening = /^([*+=\- ]?)([\w.:-]{2,64}) +([\w.:-]{2,64})(?: +(\S.*))?$/;
/** An ACI leaf prints the delay to the millisecond. */
const values =
  /^(\d{1,2}) +\d{1,6} +([0-7]{1,3}) +(?:(\d{1,4}\.\d{5}) ?(?:[\w.:-]{1,64})?|(\d{1,4}\.\d{3}) [\w.:-]{1,64})$/;

/** Behind the delay stands the VRF, which is not read; only of these two names the end is known. */
const wholeRow = /(?:^|\s)\d{1,2} +\d{1,6} +[0-7]{1,3} +\d{1,4}\.\d{5}$/;
const wholeInVrf = new RegExp(`${wholeRow.source.slice(0, -1)} ?(?:default|management)$`);

/** Where addresses are wide, the figures of a row stand on a line of their own. */
function peers(given: TextLines): Rows<NtpRecord> | null {
  const text = withWholeTail(given, given.lines.some((line) => / vrf$/.test(line.trimEnd())) ? wholeInVrf : wholeRow);
  const rows: Rows<NtpRecord> = { records: [], unparsed: [] };
  let headed = false;
  let open: { mark: string; peer: string } | null = null;
  for (const raw of text.lines) {
    if (isTooLong(raw)) rows.unparsed.push(raw);
    const line = isTooLong(raw) ? '' : raw.trim();
    const isCount = total.test(line);
    headed ||= isCount;
    if (line === '' || isBeside(line) || heading.test(line) || isCount || /^-+$/.test(line)) continue;
    if (!headed) return null;
    const match: RegExpExecArray | null = open === null ? opening.exec(line) : null;
    const figures = values.exec(match ? (match[4] ?? '') : line);
    const whose: { mark: string; peer: string } | null = match ? { mark: match[1] ?? '', peer: match[2] ?? '' } : open;
    const record = figures && whose ? recordOf(whose.mark, whose.peer, figures.slice(1).filter(Boolean)) : null;
    if (record) rows.records.push(record);
    else if (!match || match[4] !== undefined) rows.unparsed.push(raw);
    open = match && match[4] === undefined ? whose : null;
  }
  if (!headed) return null;
  if (open !== null) return { ...rows, incomplete: `the figures of ${open.peer} are missing: the answer was cut off` };
  return withCut(countedRows(rows, announcedIn(given, total), 'peers'), text);
}
