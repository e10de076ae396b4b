import type { InterfaceDetailRecord, InterfaceRecord } from '../../domain/interface-records.ts';
import { canonicalPrefix } from '../../domain/ip.ts';
import { interfaceReason } from '../interface-reason.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { countOf, decimalOf, textOf } from '../values.ts';
import { ageOf } from './instants.ts';
import { hasKnownStates, isAbsent } from './leaves.ts';
import { adminOf, at, type Branch, listOf, wordOf } from './state-tree.ts';

/** The interfaces of a tree and their subinterfaces, each a record of its own; null where there are none. */
export function interfacesOf(tree: Branch, nowMs: number | null): Rows<InterfaceDetailRecord> | null {
  const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
  for (const branch of listOf(tree, 'interface')) addInterface(branch, nowMs, rows);
  return rows.records.length === 0 && rows.unparsed.length === 0 ? null : rows;
}

/** Entries without a state are parts of another answer. */
function addInterface(branch: Branch, nowMs: number | null, rows: Rows<InterfaceDetailRecord>): void {
  const name = wordOf(branch['name']);
  if (name === null) rows.unparsed.push('an interface has no name');
  else {
    if (hasState(branch)) {
      if (hasKnownStates(branch)) rows.records.push(interfaceOf(branch, name, nowMs));
      else rows.unparsed.push(`interface ${name} has no known state`);
    }
    for (const sub of listOf(branch, 'subinterface')) addSubinterface(sub, name, nowMs, rows);
  }
}

function hasState(branch: Branch): boolean {
  return branch['oper-state'] !== undefined || branch['admin-state'] !== undefined;
}

function interfaceOf(branch: Branch, name: string, nowMs: number | null): InterfaceDetailRecord {
  const counters = at(branch, 'statistics');
  const rate = at(branch, 'traffic-rate');
  const ethernet = at(branch, 'ethernet');
  return {
    ...blankInterfaceDetail(stateOf(branch, name)),
    speedBitsPerSecond: speedOf(wordOf(ethernet?.['port-speed'])) ?? aggregateSpeed(at(branch, 'lag')),
    duplex: duplexOf(wordOf(ethernet?.['duplex-mode'])),
    mediaType: wordOf(at(branch, 'transceiver')?.['ethernet-pmd']) ?? wordOf(ethernet?.['physical-medium']),
    mtuBytes: countOf(branch['mtu']),
    mtuLayer: countOf(branch['mtu']) === null ? null : 'l2',
    lag: wordOf(ethernet?.['aggregate-id']),
    lastChangeSeconds: ageOf(branch['last-change'], nowMs),
    carrierTransitions: countOf(counters?.['carrier-transitions']),
    ...errorsOf(counters),
    crcErrors: countOf(counters?.['in-fcs-error-packets'] ?? at(ethernet ?? {}, 'statistics')?.['in-crc-error-frames']),
    inBitsPerSecond: countOf(rate?.['in-bps']),
    outBitsPerSecond: countOf(rate?.['out-bps']),
    countersClearedSeconds: ageOf(counters?.['last-clear'], nowMs),
    fec: fecOf(correctionOf(branch)),
  };
}

function addSubinterface(
  branch: Branch,
  parent: string,
  nowMs: number | null,
  rows: Rows<InterfaceDetailRecord>,
): void {
  if (!hasState(branch)) return;
  const index = countOf(branch['index']);
  const name = wordOf(branch['name']) ?? (index === null ? null : `${parent}.${index}`);
  const addresses = ['ipv4', 'ipv6'].flatMap((family) =>
    listOf(at(branch, family), 'address').flatMap(({ 'ip-prefix': prefix }) =>
      isAbsent(prefix) ? [] : [wordOf(prefix) ?? ''],
    ),
  );
  if (name === null) rows.unparsed.push(`a subinterface of ${parent} has no name`);
  else if (!hasKnownStates(branch)) rows.unparsed.push(`subinterface ${name} has no known state`);
  else if (!addresses.every((one) => canonicalPrefix(one) !== null))
    rows.unparsed.push(`subinterface ${name} has an address that is none`);
  else rows.records.push(subinterfaceOf(branch, name, addresses, nowMs));
}

function subinterfaceOf(
  branch: Branch,
  name: string,
  ipAddresses: string[],
  nowMs: number | null,
): InterfaceDetailRecord {
  const ip = countOf(branch['ip-mtu']);
  const l2 = countOf(branch['l2-mtu']);
  return {
    ...blankInterfaceDetail(stateOf(branch, name)),
    mtuBytes: ip ?? l2,
    mtuLayer: ip !== null ? 'ip' : l2 !== null ? 'l2' : null,
    ipAddresses,
    lastChangeSeconds: ageOf(branch['last-change'], nowMs),
    ...errorsOf(at(branch, 'statistics')),
  };
}

function stateOf(branch: Branch, name: string): InterfaceRecord {
  const reason = wordOf(branch['oper-down-reason']);
  const adminStatus = adminOf(branch['admin-state']);
  const oper = wordOf(branch['oper-state']);
  return {
    ...blankInterface(name),
    description: textOf(branch['description']),
    adminStatus,
    operStatus: operOf(oper),
    reason: oper === 'up' ? null : (interfaceReason(reason) ?? (adminStatus === 'down' ? 'admin' : null)),
  };
}

function operOf(word: string | null): InterfaceRecord['operStatus'] {
  if (word === 'up' || word === 'down' || word === 'testing') return word;
  return word === 'empty' ? 'not-present' : 'unknown';
}

function errorsOf(counters: Branch | null) {
  return {
    inErrors: countOf(counters?.['in-error-packets']),
    outErrors: countOf(counters?.['out-error-packets']),
    inDiscards: countOf(counters?.['in-discarded-packets']),
    outDiscards: countOf(counters?.['out-discarded-packets']),
    inOctets: decimalOf(counters?.['in-octets']),
    outOctets: decimalOf(counters?.['out-octets']),
  };
}

/** `25G`, `400G`, `10M`, `1T`. */
export function speedOf(text: string | null): number | null {
  const match = /^(\d{1,4}(?:\.\d)?)([MGT])$/.exec(text ?? '');
  const scale = { M: 1e6, G: 1e9, T: 1e12 }[(match?.[2] ?? '') as 'M'];
  return match && scale !== undefined ? Number(match[1]) * scale : null;
}

/** `lag-speed` of srl_nokia-interfaces-lag, in Mbit/s: what the members that are up carry together. */
function aggregateSpeed(lag: Branch | null): number | null {
  const megabits = countOf(lag?.['lag-speed']);
  return megabits === null ? null : megabits * 1e6;
}

/** What is in use; on older releases a leaf of the transceiver. */
function correctionOf(branch: Branch): string | null {
  const inUse = at(branch, 'ethernet', 'forward-error-correction')?.['operational-host-if-fec'];
  return wordOf(inUse ?? at(branch, 'transceiver')?.['forward-error-correction']);
}

/** `disabled`, or the code: `base-r`, `rs-528`, `rs-544`. */
function fecOf(text: string | null): string | null {
  return text !== null && /^(?:disabled|auto|base-r|fire-?code|rs-\d{3}(?:-[a-z\d]{1,12})*)$/.test(text) ? text : null;
}

function duplexOf(text: string | null): string | null {
  return text === 'full' || text === 'half' ? text : null;
}
