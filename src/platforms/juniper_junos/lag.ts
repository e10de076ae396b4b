import type { LagMember, LagRecord } from '../../domain/device-records.ts';
import type { JsonObject } from '../../lib/safe-json.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { closed } from './closed.ts';
import { elements, leaf } from './json-answer.ts';
import { junosRows, under } from './json-rows.ts';
import { isPrintedName } from './printed-names.ts';
import { rejectedByJunos } from './rejected.ts';

/**
 * Aggregates that run LACP. Whether one with a bundled member is up depends on its `minimum-links`, which stands
 * elsewhere: its state is unknown then; without a bundled member it is down.
 */
export const lag: DiagnosticReader<'lag'> = {
  commands: (args) => [
    {
      line: `show lacp interfaces ${args.interface === undefined ? '' : `${args.interface} `}| display json | no-more`,
    },
  ],
  parse: ([output = '']) =>
    parseForms<LagRecord>(closed(output), {
      rejected: rejectedByJunos,
      json: (documents) =>
        junosRows(documents, {
          answer: 'lacp-interface-information-list',
          items: under('lacp-interface-information'),
          read: inJson,
          key: 'name',
        }),
      text: aggregates,
    }),
};

function inJson(item: JsonObject): LagRecord | null {
  const [header] = elements(item, 'lag-lacp-header');
  const name = leaf(header, 'aggregate-name');
  if (name === null) return null;
  const members = elements(item, 'lag-lacp-protocol').map((member) => ({
    name: leaf(member, 'name'),
    receive: leaf(member, 'lacp-receive-state') ?? '',
    mux: leaf(member, 'lacp-mux-state') ?? '',
  }));
  if (members.some(({ name, receive, mux }) => name === null || !isReceive.test(receive) || !isMux.test(mux)))
    return null;
  return aggregate(
    name,
    members.map((member) => memberOf(member.name ?? '', member.receive, member.mux)),
  );
}

function aggregate(name: string, members: LagMember[]): LagRecord {
  const isDown = members.length > 0 && members.every(({ state }) => state !== null && state !== 'bundled');
  return { lag: name, status: isDown ? 'down' : null, protocol: 'lacp', minLinks: null, members };
}

function memberOf(name: string, receive: string, mux: string): LagMember {
  const state = mux.toLowerCase() === 'collecting distributing' ? 'bundled' : mux.toLowerCase() || null;
  const heard = receive.toLowerCase();
  if (heard === 'port disabled') return { interface: name, state: 'down', reason: receive };
  return { interface: name, state, reason: state === 'bundled' || receive === '' ? null : receive };
}

const receives = 'Current|Expired|Defaulted|Port disabled|LACP disabled|Initialize|No partner';
const muxes = 'Collecting distributing|Collecting|Distributing|Attached|Detached|Waiting';
const isReceive = new RegExp(`^(?:${receives})?$`, 'i');
const isMux = new RegExp(`^(?:${muxes})?$`, 'i');
const protocolRow = new RegExp(
  `^(\\S{1,64}) +(?:\\([A-Z]\\) +)?(${receives}) +(Fast periodic|Slow periodic|No periodic|Periodic) +(${muxes})$`,
  'i',
);
const stateRow = /^\S{1,64} +(?:FUP +)?(?:Actor|Partner) +(?:(?:Yes|No) +){6}(?:Fast|Slow) +(?:Active|Passive)$/;

/** Headings, and what the long form says about the ports. */
const aside =
  /^(?:LACP (?:state: +Role +Exp|protocol: +Receive State |info: +Role +System ).*|priority +identifier +priority +number +key|\S{1,64} +(?:Actor|Partner) +\d{1,5} +[0-9a-f]{2}(?::[0-9a-f]{2}){5}(?: +\d{1,5}){3})$/;

/** An aggregate is whole once it has as many rows of the protocol as it has actors. */
function aggregates(text: TextLines): Rows<LagRecord> | null {
  const found: { name: string; actors: number; members: LagMember[] }[] = [];
  const unparsed: string[] = [];
  // The last column of the last row is a fixed word, so that its line break may be missing.
  const lines =
    text.cut !== null && /(?:distributing|attached|detached)$/i.test(text.cut) ? [...text.lines, text.cut] : text.lines;
  for (const line of lines) {
    if (isTooLong(line)) unparsed.push(line);
    if (isTooLong(line) || isNoise(line)) continue;
    const bare = line.trim();
    const name = /^Aggregated interface: ((?:ae|reth)\d{1,4})$/.exec(bare)?.[1];
    const last = found.at(-1);
    const row = protocolRow.exec(bare);
    if (name !== undefined) found.push({ name, actors: 0, members: [] });
    else if (!last) return null;
    else if (row && isPrintedName(row[1] ?? '')) last.members.push(memberOf(row[1] ?? '', row[2] ?? '', row[4] ?? ''));
    else if (stateRow.test(bare)) last.actors += / Actor /.test(bare) ? 1 : 0;
    else if (!aside.test(bare)) unparsed.push(line);
  }
  const last = found.at(-1);
  if (!last) return null;
  const records = found.map(({ name, members }) => aggregate(name, members));
  if (last.actors > 0 && last.members.length >= last.actors)
    return lines === text.lines ? withCut({ records, unparsed }, text) : { records, unparsed };
  return {
    records: records.slice(0, -1),
    unparsed,
    incomplete: `nobody knows whether the members of ${last.name} are all there: the lines behind them are missing`,
  };
}
