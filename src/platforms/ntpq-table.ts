import { isIP } from 'node:net';
import type { NtpRecord } from '../domain/device-records.ts';
import { isServer } from './ntp-server.ts';
import { type Rows, withCut } from './parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from './text-lines.ts';

/** The table of `ntpq -p`, which EOS and Junos print as it is. */

const states: Record<string, NtpRecord['state']> = {
  '*': 'synced',
  o: 'synced',
  '+': 'candidate',
  '#': 'candidate',
  '-': 'outlier',
  '.': 'outlier',
  x: 'falseticker',
  ' ': 'unknown',
};
/** Behind the name: refid, stratum, type, when, poll, reach, delay, offset, jitter. */
const values =
  /^(\S{1,64}) +(\d{1,2}) +[-lubmpsaA?] +(?:-|\d{1,6}[mhd]?) +\d{1,6}[mhd]? +([0-7]{1,3}) +(-?\d{1,9}(?:\.\d{1,6})?) +([-+]?\d{1,9}(?:\.\d{1,6})?) +-?\d{1,9}(?:\.\d{1,6})?$/;

const columns =
  /^remote +refid( +auth)? +st +t +when +poll +reach +delay +offset +(?:jitter|disp)( +rootdelay +rootdisp)?$/;

/** What newer releases of Junos print besides; the heading says which of it. */
interface Columns {
  /** The key that the server is trusted by, behind the refid: `-`, `SKEY`. */
  auth: boolean;
  /** The way to the reference clock, behind the jitter; the names have a wider column then. */
  root: boolean;
}

/** ntpq cuts a name at the end of its column, unless it is asked to give a long one a line of its own. */
const columnWidth = 15;
const wideColumn = 22;

interface Named {
  tally: string;
  peer: string;
  /** False for a name that fills its column: nobody knows where it ends. The longest IPv4 address just fits. */
  whole: boolean;
}

/** Null when the ruler is not there. A name that is too long stands on a line of its own. */
export function ntpqTable(output: TextLines): Rows<NtpRecord> | null {
  // The jitter at the end of a row is not read.
  const text = withWholeTail(output, /^[*+\-x#o.]?\S+ .* [0-7]{1,3} +-?\d+\.\d+ +-?\d+\.\d+ +\d+\.\d{3}$/);
  const rows: Rows<NtpRecord> = { records: [], unparsed: [] };
  /** Where the mark in front of a name stands: the ruler begins there. */
  let margin: number | null = null;
  let named: Named | null = null;
  const form: Columns = { auth: false, root: false };
  for (const line of text.lines) {
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line)) continue;
    const bare = line.trim();
    if (/^={20,}$/.test(bare)) margin = line.indexOf('=');
    const heading = columns.exec(bare);
    if (heading) Object.assign(form, { auth: heading[1] !== undefined, root: heading[2] !== undefined });
    if (/^={20,}$/.test(bare) || heading) continue;
    if (margin === null) {
      if (isNoise(line) || /^No association ID/i.test(bare)) continue;
      return null;
    }
    if (bare === '' || isNoise(line)) continue;
    const isAside = line.slice(0, margin).trim() !== '';
    const own = isAside ? null : nameOf(line.slice(margin), form.root ? wideColumn : columnWidth);
    // A name that is too long for its column stands alone, with the values on the next line.
    if (own && line.slice(margin + 1) === own.peer) {
      if (named) rows.unparsed.push(named.peer);
      named = { ...own, whole: true };
      continue;
    }
    const rest = named === null && own ? line.slice(margin + 1 + own.peer.length).trim() : bare;
    const record = toRecord(named ?? own, usualColumns(form, rest));
    if (record) rows.records.push(record);
    else rows.unparsed.push(line);
    named = null;
  }
  if (margin === null) return null;
  if (named !== null) return { ...rows, incomplete: `the values of ${named.peer} are missing: the answer was cut off` };
  return withCut(rows, text);
}

/** The row without what its heading has besides; null when that has another form. */
function usualColumns({ auth, root }: Columns, rest: string): string | null {
  const [, refid, usual] = auth ? (/^(\S{1,64}) +(?:-|[A-Z]{2,8}) +(\S.*)$/.exec(rest) ?? []) : [];
  const row = auth ? refid && `${refid} ${usual}` : rest;
  if (!row || !root) return row ?? null;
  return /^(\S.* \d{1,9}\.\d{1,6}) +\d{1,9}\.\d{1,6} +\d{1,9}\.\d{1,6}$/.exec(row)?.[1] ?? null;
}

function nameOf(line: string, width: number): Named | null {
  // A mark one column further in is no part of the name.
  const [, tally = ' ', peer] =
    /^([ *+\-x#o.])(?!x[\dA-Fa-f]{0,4}:|[xo]\d{1,3}\.\d)([\w:][\w.:-]{1,63})(?= |$)/.exec(line) ?? [];
  return peer === undefined ? null : { tally, peer, whole: peer.length !== width || isIP(peer) === 4 };
}

function toRecord(named: Named | null, rest: string | null): NtpRecord | null {
  const match = values.exec(rest ?? '');
  const marked = states[named?.tally ?? ''];
  if (!match || !named || marked === undefined || !isServer(named.peer)) return null;
  const reach = Number.parseInt(match[3] ?? '', 8);
  return {
    peer: named.whole ? named.peer : null,
    state: marked === 'unknown' && reach === 0 ? 'unreachable' : marked,
    stratum: Number(match[2]),
    offsetMs: Number(match[5]),
    delayMs: Number(match[4]),
    reach,
  };
}
