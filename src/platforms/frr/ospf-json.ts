import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { isNearKey } from '../bent-keys.ts';
import type { Rows } from '../parsed.ts';
import { countOf, secondsOfMs, textOf } from '../values.ts';
import { frrObjects } from './json-answer.ts';
import { interfaceOf, neighborIdOf, ospfState } from './ospf-words.ts';
import { printedIp } from './printed-ip.ts';
import { frrSeconds } from './seconds.ts';

/**
 * `show ip ospf [vrf V|all] neighbor [detail] json`: neighbors by router id, in the object itself, behind `neighbors`, or
 * behind that in one object per VRF. Null when the documents hold anything else.
 */
export function frrOspfNeighbors(documents: Json[]): Rows<OspfNeighborRecord> | null {
  const answer = frrObjects(documents);
  if (!answer) return null;
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  if ('rejected' in answer) return { ...rows, rejected: answer.rejected };
  return answer.objects.every((object) => readInstance(object, null, rows)) ? rows : null;
}

/** Scalars (`vrfName`, `vrfId`, `ospfInstance`) stand beside the neighbors. */
function readInstance(object: JsonObject, vrfKey: string | null, rows: Rows<OspfNeighborRecord>): boolean {
  const vrf = textOf(object['vrfName']) ?? vrfKey;
  const instance = countOf(object['ospfInstance']);
  return Object.entries(object).every(([key, value]) => {
    if (typeof value !== 'object' || value === null) return known.has(key);
    const neighborId = neighborIdOf(key);
    if (neighborId !== null && Array.isArray(value))
      return value.every((one) => isJsonObject(one) && readNeighbor(neighborId, one, vrf, instance, rows));
    if (neighborId !== null && isJsonObject(value)) return readNeighbor(neighborId, value, vrf, instance, rows);
    if (key === 'neighbors' && isJsonObject(value)) return readInstance(value, vrf, rows);
    // Of a VRF where no such neighbor is nothing is said.
    const isVrf =
      isJsonObject(value) &&
      (value['vrfName'] !== undefined || isJsonObject(value['neighbors']) || Object.keys(value).length === 0);
    return vrfKey === null && isVrf && !isNearKey(key, 'neighbors') && readInstance(value, key, rows);
  });
}

const known = new Set(['vrfName', 'vrfId', 'ospfInstance']);

/** Keys were renamed in 8.0 and 10.0; the older ones are printed beside the newer ones for a while. */
function readNeighbor(
  neighborId: string,
  neighbor: JsonObject,
  vrf: string | null,
  instance: number | null,
  rows: Rows<OspfNeighborRecord>,
): boolean {
  const words = textOf(neighbor['nbrState']) ?? textOf(neighbor['state']);
  const where = textOf(neighbor['ifaceName']) ?? textOf(neighbor['iface']);
  if (words === null || where === null) return false;
  const state = ospfState(words);
  const designated = printedIp(neighbor['routerDesignatedId']);
  if (!state || designated === undefined) {
    rows.unparsed.push(`neighbor ${neighborId} on ${where} in state ${words}`);
    return true;
  }
  rows.records.push({
    version: 2,
    vrf,
    process: instance === null || instance === 0 ? null : String(instance),
    area: ospfArea(neighbor['areaId']),
    neighborId,
    address: canonicalIp(textOf(neighbor['ifaceAddress']) ?? textOf(neighbor['address']) ?? ''),
    interface: interfaceOf(where),
    state: state.state,
    role: designated === '0.0.0.0' ? null : state.role,
    priority: countOf(neighbor['nbrPriority']) ?? countOf(neighbor['priority']),
    deadSeconds: secondsOfMs(neighbor['routerDeadIntervalTimerDueMsec']) ?? secondsOfMs(neighbor['deadTimeMsecs']),
    upSeconds:
      state.state === 'full' || state.state === 'twoway'
        ? (secondsOfMs(neighbor['lastPrgrsvChangeMsec']) ??
          secondsOfMs(neighbor['upTimeInMsec']) ??
          frrSeconds(textOf(neighbor['upTime']) ?? ''))
        : null,
  });
  return true;
}

/** `0.0.0.1`, `0.0.0.1 [NSSA]`. */
function ospfArea(value: Json | undefined): string | null {
  return canonicalIp((textOf(value) ?? '').split(' ')[0] ?? '');
}
