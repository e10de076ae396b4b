import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import type { Rows } from '../parsed.ts';

/** What one table of peers says of its own length. */
export interface PeerCount {
  /** Records and unread rows before the first row of the table. */
  before: { records: number; unparsed: number };
  /** Above the rows: all peers of the router, before FRR 7 also those of other families. */
  peers: number | null;
  /** Below the rows: those that were asked for, or all. */
  told: { line: string; neighbors: string } | null;
}

export function startedCount(rows: Rows<BgpSummaryRecord>): PeerCount {
  return { before: { records: rows.records.length, unparsed: rows.unparsed.length }, peers: null, told: null };
}

/** Takes a figure around the rows in. `Displayed neighbors 1` stands above the number of all peers, and above those that are up. */
export function countLine(count: PeerCount, line: string): void {
  const above = /^Peers? (\d{1,7}),/.exec(line)?.[1];
  if (above !== undefined) count.peers ??= Number(above);
  const below = /^(?:Total number of neighbors (?:established )?|Displayed neighbors )(\d{1,10})$/.exec(line)?.[1];
  if (below !== undefined) count.told ??= { line, neighbors: below };
}

/**
 * Whether rows of the table are missing. bgpd prints the number of peers below them; where it was left out of the text, only
 * as many rows as the router has peers show that none is missing. `isCut`: what is told last may have lost digits.
 */
export function compareCount(rows: Rows<BgpSummaryRecord>, { before, peers, told }: PeerCount, isCut: boolean): void {
  const read = rows.records.length - before.records;
  if (rows.unparsed.length > before.unparsed) return;
  if (told === null) {
    if (read > 0 && read !== peers) rows.incomplete = 'there is no count below the peers: the answer was cut off';
  } else if (Number(told.neighbors) !== read && !(isCut && String(read).startsWith(told.neighbors)))
    rows.unparsed.push(`${told.line}: ${read} were read`);
}
