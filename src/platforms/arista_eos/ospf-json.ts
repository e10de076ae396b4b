import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { ageOfEpoch, amountOf, countOf, textOf } from '../values.ts';
import { eosPrintedInterface } from './interface-names.ts';
import { type EosVrf, eosVrfs, objectOf } from './json-answer.ts';
import { electedRole, eosOspfRole, eosOspfState } from './ospf-words.ts';

/**
 * `vrfs.V.instList.I.ospfNeighborEntries[]` of OSPFv2, `vrfs.V.addressFamily.F.ospf3NeighborEntries[]` of OSPFv3. Null
 * for another document.
 */
export function eosOspfNeighbors(documents: Json[], nowMs: number | null): Rows<OspfNeighborRecord> | null {
  return eosVrfs(documents, (vrf, rows: Rows<OspfNeighborRecord>) => {
    const { instList, addressFamily } = vrf.body;
    if (isJsonObject(instList))
      return Object.entries(instList).every(([process, instance]) =>
        readList(objectOf(instance)['ospfNeighborEntries'], { version: 2, vrf, process }, rows, nowMs),
      );
    if (!isJsonObject(addressFamily)) return false;
    return Object.values(addressFamily).every((family) =>
      readList(objectOf(family)['ospf3NeighborEntries'], { version: 3, vrf, process: null }, rows, nowMs),
    );
  });
}

interface Place {
  version: 2 | 3;
  vrf: EosVrf;
  process: string | null;
}

function readList(list: Json | undefined, place: Place, rows: Rows<OspfNeighborRecord>, nowMs: number | null): boolean {
  if (!Array.isArray(list)) return false;
  for (const entry of list) {
    const record = isJsonObject(entry) ? inJson(entry, place, nowMs) : null;
    if (record) rows.records.push(record);
    else rows.unparsed.push(JSON.stringify(entry) ?? '');
  }
  return true;
}

function inJson(entry: JsonObject, { version, vrf, process }: Place, nowMs: number | null): OspfNeighborRecord | null {
  const neighborId = canonicalIp(textOf(entry['routerId']) ?? '');
  const state = eosOspfState(textOf(entry['adjacencyState']) ?? '');
  if (neighborId === null || state === null) return null;
  const details = objectOf(entry['details']);
  const address = canonicalIp(textOf(entry['interfaceAddress']) ?? '');
  const dr = canonicalIp(textOf(details['designatedRouter']) ?? '');
  const bdr = canonicalIp(textOf(details['backupDesignatedRouter']) ?? '');
  return {
    version,
    vrf: vrf.name,
    process,
    area: canonicalIp(textOf(details['areaId']) ?? ''),
    neighborId,
    address,
    interface: eosPrintedInterface(textOf(entry['interfaceName']) ?? ''),
    state,
    role: eosOspfRole(textOf(entry['drState']) ?? '') ?? electedRole(version === 3 ? neighborId : address, dr, bdr),
    priority: countOf(entry['priority']),
    deadSeconds: secondsUntil(amountOf(entry['inactivity']), nowMs),
    // The instant at which the present state was reached.
    upSeconds: state === 'full' ? ageOfEpoch(details['stateTime'], nowMs) : null,
  };
}

/** Until the neighbour is given up, which is an instant; null without a clock and for one that is out of reach. */
function secondsUntil(epoch: number | null, nowMs: number | null): number | null {
  if (epoch === null || nowMs === null) return null;
  const seconds = Math.floor(epoch - nowMs / 1000);
  return seconds >= 0 && seconds <= 65_535 ? seconds : null;
}
