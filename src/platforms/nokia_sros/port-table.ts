import type { InterfaceRecord } from '../../domain/diagnostics.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { isConnector, isPort } from './interface-names.ts';
import type { Section } from './screen.ts';
import { upDown } from './words.ts';

const row =
  /^(\S{3,24}) +(Up|Down|Dia(?:g)?) +(?:(Yes|No) +)?(Up|Down|Link Up|Link Down|Ghost|None|Diag|Prov|Not Prov|Unknown)(?: +(\d{1,5}) +(\d{1,5}) +(-|\d{1,4}) +(\w{3,5}) +([\w-]{2,5})(?: +(\S{2,10}))?(?: +(\S.{0,30}))?|(?: +(conn|\w{3,6}))?(?: +(\S.{0,30}))?)?$/;

/** `show port`: one row per port; a connector has no MTU, no LAG and no link column. */
export function readPortTable(section: Section, rows: Rows<InterfaceRecord>): void {
  let headed = false;
  let wrapped: string | null = null;
  for (const raw of section.lines) {
    // A long name stands on a line of its own.
    const line: string = wrapped !== null && raw.startsWith('  ') ? `${wrapped} ${raw.trim()}` : raw;
    if (wrapped !== null && line === raw) rows.unparsed.push(wrapped);
    wrapped = null;
    if (line === '---') headed = true;
    if (!headed || line === '---' || /^(?:\* indicates|No Matching)/.test(line)) continue;
    if (isPort(line)) {
      wrapped = line;
      continue;
    }
    const match = row.exec(line);
    const name = match?.[1] ?? '';
    if (!match || !isPort(name)) {
      rows.unparsed.push(line);
      continue;
    }
    const [, , admin, , state = '', , oper, lag, , , , media, , connected] = match;
    const adminStatus = upDown(admin);
    const operStatus = operOf(state, isConnector(name));
    rows.records.push({
      ...blankInterface(name),
      adminStatus,
      operStatus,
      reason: operStatus === 'up' ? null : adminStatus === 'down' ? 'admin' : state === 'Down' ? null : state,
      mediaType: whole(media) ?? whole(connected) ?? null,
      speedBitsPerSecond: null,
      mtuBytes: oper === undefined ? null : Number(oper),
      mtuLayer: oper === undefined ? null : 'l2',
      lag: lag === undefined || lag === '-' ? null : `lag-${lag}`,
    });
  }
  if (wrapped !== null && section.closed) rows.unparsed.push(wrapped);
}

/** A name that the device cut is not the name. */
function whole(text: string | undefined): string | null {
  return text === undefined || text.endsWith('*') ? null : text.trim();
}

/**
 * "Link Up" is as far as a connector gets. A port in it has light and yet carries nothing while LACP, EFM or CFM holds
 * it: the table does not say which, so it is not called up and not called down.
 */
function operOf(state: string, isOfConnector: boolean): InterfaceRecord['operStatus'] {
  if (state === 'Up' || (state === 'Link Up' && isOfConnector)) return 'up';
  if (state === 'Ghost' || state === 'None' || state === 'Not Prov') return 'not-present';
  return state === 'Down' || state === 'Link Down' ? 'down' : 'unknown';
}
