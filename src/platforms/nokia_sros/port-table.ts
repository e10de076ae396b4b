import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { append } from '../../lib/append.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { isChannel, isConnector, isPort, isVirtualPort } from './interface-names.ts';
import { rowsAboveRule } from './rows-above-rule.ts';
import type { Section } from './screen.ts';
import { upDown } from './words.ts';

const name = String.raw`^(\S{3,24}) +(Up|Down|Dia(?:g)?) +(?:(Yes|No) +)?`;
const state = '(Up|Down|Link Up|Link Down|Ghost|None|Diag|Prov|Not Prov|Unknown)';
/** Both MTUs, the LAG, mode, encapsulation and kind, then what is plugged in. */
const carries = String.raw` +(\d{1,5}) +(\d{1,5}) +(-|\d{1,4}) +(\w{3,5}) +([a-z][\w-]{1,4})(?: +(\S{2,10}))?(?: +(\S.{0,30}))?`;
/** A connector carries nothing itself: its kind, then what is plugged in. */
const holds = String.raw` +([a-z]\w{2,5})(?: +(\S.{0,30}))?`;
const row = new RegExp(`${name}${state}(?:${carries}|${holds})?$`);
const virtualRow = new RegExp(String.raw`${name}${state} +(-|\d{1,4}) +\w{3,5} +[a-z][\w-]{1,4} +vport$`);

/** `show port`: one row per port; a connector has no MTU, no LAG and no link column. */
export function readPortTable(section: Section, rows: Rows<InterfaceRecord>): void {
  append(rows.unparsed, rowsAboveRule(section, row));
  append(rows.unparsed, rowsAboveRule(section, virtualRow));
  let headed = false;
  let wrapped: string | null = null;
  for (const raw of section.lines) {
    // A long name stands on a line of its own.
    const line: string = wrapped !== null && raw.startsWith('  ') ? `${wrapped} ${raw.trim()}` : raw;
    if (wrapped !== null && line === raw) rows.unparsed.push(wrapped);
    wrapped = null;
    if (line === '---') headed = true;
    if (!headed || line === '---' || /^(?:\* indicates|No Matching)/.test(line)) continue;
    if (isPort(line) || isVirtualPort(line) || isChannel(line)) {
      wrapped = line;
      continue;
    }
    const virtual = virtualRow.exec(line);
    if (virtual && isVirtualPort(virtual[1] ?? '')) {
      rows.records.push(withoutMtu(virtual));
      continue;
    }
    const match = row.exec(line);
    const port = match?.[1] ?? '';
    const isOfTime = isChannel(port);
    if (!match || !(isPort(port) || isOfTime)) {
      rows.unparsed.push(line);
      continue;
    }
    const [, , admin, , said = '', , oper, lag, , , , media, , connected] = match;
    rows.records.push({
      ...stateOf(port, admin, said),
      mediaType: whole(media) ?? whole(connected) ?? null,
      speedBitsPerSecond: null,
      mtuBytes: oper === undefined ? null : Number(oper),
      mtuLayer: oper === undefined ? null : 'l2',
      // Of a channel the column names the bundle.
      lag: lag === undefined || lag === '-' || isOfTime ? null : `lag-${lag}`,
    });
  }
  if (wrapped !== null && section.closed) rows.unparsed.push(wrapped);
}

function withoutMtu([, port = '', admin, , said = '', lag]: RegExpExecArray): InterfaceRecord {
  return { ...stateOf(port, admin, said), lag: lag === undefined || lag === '-' ? null : `lag-${lag}` };
}

function stateOf(port: string, admin: string | undefined, said: string): InterfaceRecord {
  const adminStatus = upDown(admin);
  const operStatus = operOf(said, isConnector(port));
  const reason = operStatus === 'up' ? null : adminStatus === 'down' ? 'admin' : said === 'Down' ? null : said;
  return { ...blankInterface(port), adminStatus, operStatus, reason };
}

/** A name that the device cut is not the name. */
function whole(text: string | undefined): string | null {
  return text === undefined || text.endsWith('*') ? null : text.trim();
}

/**
 * What a word in the column of states means. "Link Up" is as far as a connector gets. A port in it has light and yet carries nothing while LACP, EFM or CFM holds
 * it: the table does not say which, so it is not called up and not called down.
 */
export function operOf(state: string, isOfConnector: boolean): InterfaceRecord['operStatus'] {
  if (state === 'Up' || (state === 'Link Up' && isOfConnector)) return 'up';
  if (state === 'Ghost' || state === 'None' || state === 'Not Prov') return 'not-present';
  return state === 'Down' || state === 'Link Down' || state === 'Failed' ? 'down' : 'unknown';
}
