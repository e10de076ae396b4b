import { canonicalIp } from '../../domain/ip.ts';
import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { ciscoBgpFamily } from '../cisco-bgp-family.ts';
import type { Rows } from '../parsed.ts';
import { asNumberOf, countOf, textOf } from '../values.ts';
import { nxosBgpState, remoteAsOf } from './bgp-words.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { nxosObject, rowsOf, rowsUnder, wordOf } from './json-tables.ts';
import { nxosSeconds } from './nxos-seconds.ts';

/** Null when a VRF has neither router id nor families: then the document answers another question. */
export function nxosBgpSummaryJson(documents: Json[]): Rows<BgpSummaryRecord> | null {
  const object = nxosObject(documents);
  const vrfs = object && rowsOf(object, 'vrf');
  if (!vrfs) return null;
  const rows: Rows<BgpSummaryRecord> = { records: [], unparsed: [] };
  for (const vrf of vrfs) {
    if (vrf['vrf-router-id'] === undefined && rowsOf(vrf, 'af') === null) return null;
    for (const family of rowsUnder(vrf, 'af', 'saf')) {
      for (const neighbor of rowsOf(family, 'neighbor') ?? []) {
        const record = recordOf(vrf, family, neighbor);
        if (record) rows.records.push(record);
        else rows.unparsed.push(`peer ${wordOf(neighbor['neighborid'])} in VRF ${wordOf(vrf['vrf-name-out'])}`);
      }
    }
  }
  return rows;
}

function recordOf(vrf: JsonObject, family: JsonObject, row: JsonObject): BgpSummaryRecord | null {
  const id = wordOf(row['neighborid'] ?? row['ipv6neighborid']) ?? '';
  const peer = canonicalIp(id) ?? nxosInterfaceName(id);
  const words = nxosBgpState(textOf(row['state']) ?? '');
  if (peer === null || !words) return null;
  const seconds = nxosSeconds(row['time']);
  const established = words.state === 'established';
  const name = textOf(family['af-name']);
  return {
    vrf: textOf(vrf['vrf-name-out']),
    addressFamily: name === null ? null : ciscoBgpFamily(name),
    localAs: asNumberOf(wordOf(vrf['vrf-local-as']) ?? undefined),
    routerId: canonicalIp(textOf(vrf['vrf-router-id']) ?? ''),
    peer,
    remoteAs: remoteAsOf(asNumberOf(wordOf(row['neighboras']) ?? undefined)),
    ...words,
    stateSeconds: seconds,
    upSeconds: established ? seconds : null,
    prefixesReceived: established ? countOf(row['prefixreceived']) : null,
    prefixesAccepted: null,
    prefixesSent: null,
    description: null,
  };
}
