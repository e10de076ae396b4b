import type { AdminStatus, InterfaceDetailRecord, OperStatus } from '../../domain/interface-records.ts';
import { canonicalPrefix } from '../../domain/ip.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { interfaceReason } from '../interface-reason.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { countOf, decimalOf, textOf } from '../values.ts';
import { nxosAge } from './ages.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { adminFrom, reasonOf, speedOf } from './interface-words.ts';
import { topRowsOf, wordOf } from './json-tables.ts';

/** `show interface [X] | json`: each kind of interface has keys of its own (`eth_`, `svi_`, `vdc_lvl_`, `loop_`). */
export function nxosInterfaces(documents: Json[]): Rows<InterfaceDetailRecord> | null {
  const found = topRowsOf(documents, 'interface');
  // The tables of neighbours and of transceivers have the same name.
  if (!found?.some((row) => stateOf(row) !== null)) return null;
  const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
  for (const row of found) {
    const name = nxosInterfaceName(textOf(row['interface']) ?? '');
    const state = stateOf(row);
    const ipAddresses = addressesOf(row);
    if (name === null || state === null || ipAddresses === null)
      rows.unparsed.push(`interface ${textOf(row['interface']) ?? '?'}`);
    else rows.records.push({ ...recordOf(name, state, row), ipAddresses });
  }
  return rows;
}

interface State {
  admin: AdminStatus;
  oper: OperStatus;
  reason: string | null;
}

function stateOf(row: JsonObject): State | null {
  const protocol = textOf(row['svi_line_proto']);
  const shown = textOf(row['svi_admin_state']) ?? textOf(row['state']);
  if (shown === null || !/^(?:up|down|trunking)$/.test(shown)) return null;
  const up = shown !== 'down' && protocol !== 'down';
  const reason = up
    ? null
    : reasonOf(textOf(row['svi_rsn_desc'] ?? row['svi_reason_desc']) ?? textOf(row['state_rsn_desc']));
  const admin = textOf(row['admin_state']);
  if (admin === 'up' || admin === 'down') return { admin, oper: up ? 'up' : 'down', reason };
  // Without a reason, nothing but the field itself says whether the SVI is shut.
  const shut = protocol !== null && shown === 'down' && reason === null;
  return { admin: shut ? 'down' : adminFrom(shown !== 'down', reason), oper: up ? 'up' : 'down', reason };
}

function recordOf(name: string, state: State, row: JsonObject): InterfaceDetailRecord {
  const first = (...keys: readonly string[]) => keys.map((key) => row[key]).find((value) => value !== undefined);
  const text = (...keys: readonly string[]) => textOf(first(...keys));
  const count = (...keys: readonly string[]) => countOf(first(...keys));
  const mtuBytes = count('eth_mtu', 'svi_mtu', 'mtu');
  const interval = count('eth_load_interval1_rx');
  const managed = first('vdc_lvl_in_avg_bits') !== undefined;
  return {
    ...blankInterfaceDetail(blankInterface(name)),
    description: reasonOf(text('desc', 'svi_desc')),
    adminStatus: state.admin,
    operStatus: state.oper,
    reason: interfaceReason(state.reason),
    speedBitsPerSecond: speedOf(text('eth_speed') ?? speedInBrief(name, row)),
    duplex: known(text('eth_duplex'), duplexes),
    mediaType: text('eth_media'),
    mtuBytes,
    mtuLayer: mtuBytes === null ? null : 'ip',
    lag: lagOf(name, row),
    lastChangeSeconds: nxosAge(text('eth_link_flapped') ?? ''),
    inErrors: count('eth_inerr', 'loop_in_errors'),
    outErrors: count('eth_outerr', 'loop_out_errors'),
    crcErrors: count('eth_crc'),
    inDiscards: count('eth_indiscard'),
    outDiscards: count('eth_outdiscard'),
    inBitsPerSecond: count('eth_inrate1_bits', 'vdc_lvl_in_avg_bits'),
    outBitsPerSecond: count('eth_outrate1_bits', 'vdc_lvl_out_avg_bits'),
    inPacketsPerSecond: count('eth_inrate1_pkts', 'vdc_lvl_in_avg_pkts'),
    outPacketsPerSecond: count('eth_outrate1_pkts', 'vdc_lvl_out_avg_pkts'),
    // The rates of a management port are those of its last minute.
    rateIntervalSeconds: managed ? 60 : interval === 0 ? null : interval,
    inOctets: decimalOf(first('eth_inbytes', 'vdc_lvl_in_bytes', 'loop_in_bytes')),
    outOctets: decimalOf(first('eth_outbytes', 'vdc_lvl_out_bytes', 'loop_out_bytes')),
    countersClearedSeconds: nxosAge(text('eth_clear_counters', 'svi_time_last_cleared') ?? ''),
    fec: known(text('eth_oper_fec_state', 'oper_fec_state'), corrections),
  };
}

/** The table of `show interface brief` has other keys. The speed of Fibre Channel is in other units there. */
function speedInBrief(name: string, row: JsonObject): string {
  return /^(?:v?fc|san)/.test(name) ? '' : (wordOf(row['speed']) ?? '');
}

/** By its name, or in the table by its number, which an aggregate may have as its own. */
function lagOf(name: string, row: JsonObject): string | null {
  const bundle = textOf(row['eth_bundle']);
  if (bundle !== null) return nxosInterfaceName(bundle);
  const number = countOf(row['portchan']) ?? 0;
  const lag = number > 0 ? nxosInterfaceName(`port-channel${number}`) : null;
  return lag === name ? null : lag;
}

const duplexes = /^(?:full|half|auto)$/;

/** What `fec` may be set to, as the device writes it in its state. */
const corrections = /^(?:off|auto|none|disabled|(?:rs|fc|kp)-fec|rs-(?:cons16|ieee))$/i;

function known(word: string | null, words: RegExp): string | null {
  return word !== null && words.test(word) ? word : null;
}

/** None where the address or its length is not there; null when one of them is none. */
function addressesOf(row: JsonObject): string[] | null {
  const address = row['eth_ip_addr'] ?? row['svi_ip_addr'] ?? '';
  const length = row['eth_ip_mask'] ?? row['svi_ip_mask'] ?? '';
  if (address === '' || length === '') return [];
  const words = `${textOf(address)}/${countOf(length)}`;
  return canonicalPrefix(words) === null ? null : [words];
}
