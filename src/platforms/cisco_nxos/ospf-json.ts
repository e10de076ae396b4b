import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { ospfArea, ospfState } from '../cisco-ospf-words.ts';
import type { Rows } from '../parsed.ts';
import { countOf, textOf } from '../values.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { nxosObject, rowsOf, wordOf } from './json-tables.ts';
import { nxosSeconds } from './nxos-seconds.ts';
import { ospfRole, roleAmong, upSecondsOf } from './ospf-words.ts';

/** Both versions, with and without `detail`. Null when there is no table of contexts. */
export function nxosOspfJson(documents: Json[]): Rows<OspfNeighborRecord> | null {
  const object = nxosObject(documents);
  const contexts = object && rowsOf(object, 'ctx');
  if (!contexts || contexts.some((context) => context['ptag'] === undefined)) return null;
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  for (const context of contexts) {
    for (const neighbor of rowsOf(context, 'nbr') ?? []) {
      const record = recordOf(context, neighbor);
      if (record) rows.records.push(record);
      else rows.unparsed.push(`neighbor ${wordOf(neighbor['rid'])} of process ${wordOf(context['ptag'])}`);
    }
  }
  return rows;
}

function recordOf(context: JsonObject, row: JsonObject): OspfNeighborRecord | null {
  const neighborId = canonicalIp(textOf(row['rid']) ?? '');
  const address = canonicalIp(textOf(row['addr']) ?? '');
  const state = ospfState(textOf(row['state']) ?? '');
  const [dr, bdr] = [textOf(row['dr']), textOf(row['bdr'])];
  if (neighborId === null || address === null || state === null) return null;
  if ([dr, bdr].some((router) => router !== null && canonicalIp(router) === null)) return null;
  const version = address.includes(':') ? 3 : 2;
  const name = textOf(row['intf']);
  const drstate = textOf(row['drstate']);
  return {
    version,
    vrf: textOf(context['cname']),
    process: wordOf(context['ptag']),
    area: ospfArea(wordOf(row['area']) ?? ''),
    neighborId,
    address,
    interface: name === null ? null : (nxosInterfaceName(name) ?? name),
    state,
    role: drstate === null ? roleAmong(version === 3 ? neighborId : address, dr, bdr) : ospfRole(drstate),
    priority: countOf(row['priority']),
    deadSeconds: nxosSeconds(row['deadtimer']),
    upSeconds: upSecondsOf(state, nxosSeconds(row['lastchange'] ?? row['uptime'])),
  };
}
