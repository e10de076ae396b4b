import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { countOf, textOf } from '../values.ts';
import { frrObjects } from './json-answer.ts';
import { ospfState, roleOf } from './ospf-words.ts';
import { printedIp } from './printed-ip.ts';
import { frrSeconds } from './seconds.ts';

/**
 * `show ipv6 ospf6 [vrf V|all] neighbor [detail] json`: `{ "192.0.2.2%eth1": {...} }`, or a list behind `neighbors`; one
 * document per VRF, none of which names its VRF. Null when the documents hold anything else.
 */
export function frrOspf6Neighbors(documents: Json[], vrf: string | null): Rows<OspfNeighborRecord> | null {
  const answer = frrObjects(documents);
  if (!answer) return null;
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  if ('rejected' in answer) return { ...rows, rejected: answer.rejected };
  return answer.objects.every((object) =>
    Array.isArray(object['neighbors'])
      ? object['neighbors'].every((one) => isJsonObject(one) && readRow(one, vrf, rows))
      : Object.entries(object).every(([key, value]) => isJsonObject(value) && readDetail(key, value, vrf, rows)),
  )
    ? rows
    : null;
}

function readRow(neighbor: JsonObject, vrf: string | null, rows: Rows<OspfNeighborRecord>): boolean {
  const neighborId = canonicalIp(textOf(neighbor['neighborId']) ?? '');
  const words = textOf(neighbor['state']);
  const where = textOf(neighbor['interfaceName']);
  if (neighborId === null || words === null || where === null) return false;
  // What the neighbor is on the link stands apart from its state.
  const role = textOf(neighbor['ifState']);
  const state = ospfState(role === null ? words : `${words}/${role}`);
  if (!state) {
    rows.unparsed.push(`neighbor ${neighborId} on ${where} in state ${words}/${role}`);
    return true;
  }
  rows.records.push({
    ...blankOspf6(vrf, neighborId, where),
    ...state,
    priority: countOf(neighbor['priority']),
    deadSeconds: frrSeconds(textOf(neighbor['deadTime']) ?? ''),
    upSeconds:
      state.state === 'full' || state.state === 'twoway' ? frrSeconds(textOf(neighbor['duration']) ?? '') : null,
  });
  return true;
}

function readDetail(key: string, neighbor: JsonObject, vrf: string | null, rows: Rows<OspfNeighborRecord>): boolean {
  const neighborId = canonicalIp(/^([\d.]{7,15})%\S{1,64}$/.exec(key)?.[1] ?? '');
  const words = textOf(neighbor['neighborState']);
  const where = textOf(neighbor['interface']);
  if (neighborId === null || words === null || where === null) return false;
  const state = ospfState(words);
  const [designated, backup] = [printedIp(neighbor['neighborDRouter']), printedIp(neighbor['neighborBdRouter'])];
  if (!state || designated === undefined || backup === undefined) {
    rows.unparsed.push(`neighbor ${neighborId} on ${where} in state ${words}`);
    return true;
  }
  rows.records.push({
    ...blankOspf6(vrf, neighborId, where),
    ...state,
    area: canonicalIp(textOf(neighbor['area']) ?? ''),
    address: canonicalIp(textOf(neighbor['linkLocalAddress']) ?? ''),
    role: roleOf(neighborId, designated, backup),
    upSeconds:
      state.state === 'full' || state.state === 'twoway'
        ? frrSeconds(textOf(neighbor['neighborStateDuration']) ?? '')
        : null,
  });
  return true;
}

/** A neighbor of OSPFv3 of which only the key is known. */
export function blankOspf6(vrf: string | null, neighborId: string, where: string): OspfNeighborRecord {
  return {
    version: 3,
    vrf,
    process: null,
    area: null,
    neighborId,
    address: null,
    interface: where,
    state: 'down',
    role: null,
    priority: null,
    deadSeconds: null,
    upSeconds: null,
  };
}
