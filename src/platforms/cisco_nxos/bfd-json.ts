import { canonicalIp } from '../../domain/ip.ts';
import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { countOf, textOf } from '../values.ts';
import { bfdState } from './bfd-words.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { nxosObject, rowsOf, wordOf } from './json-tables.ts';

/** Null when there is no table of BFD neighbours. */
export function nxosBfdJson(documents: Json[]): Rows<BfdSessionRecord> | null {
  const object = nxosObject(documents);
  const sessions = object && rowsOf(object, 'bfdNeighbor');
  if (!sessions) return null;
  const rows: Rows<BfdSessionRecord> = { records: [], unparsed: [] };
  for (const session of sessions) {
    const record = recordOf(session);
    if (record) rows.records.push(record);
    else rows.unparsed.push(`session ${wordOf(session['local_disc'])} of ${wordOf(session['dest_ip_addr'])}`);
  }
  return rows;
}

function recordOf(row: JsonObject): BfdSessionRecord | null {
  const peer = addressOf(row);
  const state = bfdState(textOf(row['local_state']) ?? '');
  const name = textOf(row['intf']);
  if (peer === null || state === null) return null;
  const upMs = countOf(row['up_time']);
  return {
    vrf: textOf(row['vrf_name']),
    peer,
    interface: name === null ? null : nxosInterfaceName(name),
    state,
    diagnosticCode: wordOf(row['local_diag']),
    transmitMs: milliseconds(row['min_tx']),
    receiveMs: milliseconds(row['min_rx']),
    multiplier: countOf(row['local_multi']),
    upSeconds: state === 'up' && upMs !== null ? Math.floor(upMs / 1_000) : null,
  };
}

/** Both families have a key; the one that is not in use holds 0.0.0.0 or `0::`. */
function addressOf(row: JsonObject): string | null {
  const addresses = ['dest_ip_addr', 'dest_ipv6_addr'].map((key) => canonicalIp(textOf(row[key]) ?? ''));
  return addresses.find((address) => address !== null && address !== '0.0.0.0' && address !== '::') ?? null;
}

function milliseconds(microseconds: Json | undefined): number | null {
  const count = countOf(microseconds);
  return count === null ? null : count / 1_000;
}
