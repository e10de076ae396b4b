import { canonicalIp } from '../../domain/ip.ts';
import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { bfdState } from './bfd-words.ts';

/** No word for a state is the beginning of another one, and the profile behind it is not read. */
const wholeTail = /^\d{1,10} +\S{2,45} +\S{2,45} +(?:up|down|init|shutdown|unknown)(?: +\S{1,64})?$/;

/** `show bfd [vrf V] peers brief`: addresses and states alone. Null when its heading is not there. */
export function frrBfdTable(printed: TextLines): Rows<BfdSessionRecord> | null {
  const text = withWholeTail(printed, wholeTail);
  const rows: Rows<BfdSessionRecord> = { records: [], unparsed: [] };
  let counted = -1;
  let headed = false;
  let row = rowAlone;
  for (const line of text.lines) {
    if (!isTooLong(line) && (isNoise(line) || /^=+(?: +=+)+$/.test(line))) continue;
    const count = /^Session count: (\d{1,9})$/.exec(line);
    if (count) counted = Number(count[1]);
    else if (/^SessionId +LocalAddress +PeerAddress +Status(?: +Profile)?$/.test(line)) {
      headed = true;
      row = line.endsWith('Profile') ? rowWithProfile : rowAlone;
    } else if (!headed) return null;
    else {
      const [, peer = '', words = ''] = isTooLong(line) ? [] : (row.exec(line) ?? []);
      const state = bfdState(words);
      const address = canonicalIp(peer);
      if (state !== null && address !== null) rows.records.push({ ...blankSession, peer: address, state });
      else rows.unparsed.push(line);
    }
  }
  if (!headed && counted === -1) return null;
  const read = rows.records.length + rows.unparsed.length;
  if (read < counted)
    return { ...rows, incomplete: `${read} of ${counted} sessions are there: the answer was cut off` };
  return withCut(rows, text);
}

const rowAlone = /^\d{1,10} +\S{2,45} +(\S{2,45}) +([a-z]{2,10})$/;
/** Newer releases have the profile of the session, or `-`, in a column of its own. */
const rowWithProfile = /^\d{1,10} +\S{2,45} +(\S{2,45}) +([a-z]{2,10}) +\S{1,64}$/;

const blankSession: Omit<BfdSessionRecord, 'peer' | 'state'> = {
  vrf: null,
  interface: null,
  diagnosticCode: null,
  transmitMs: null,
  receiveMs: null,
  multiplier: null,
  upSeconds: null,
};
