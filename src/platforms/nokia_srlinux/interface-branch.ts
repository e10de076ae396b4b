import type { InterfaceDetailRecord, InterfaceRecord } from '../../domain/diagnostics.ts';
import { interfaceReason } from '../interface-reason.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { countOf, decimalOf, textOf } from '../values.ts';
import { ageOf } from './instants.ts';
import { adminOf, at, type Branch, listOf, wordOf } from './state-tree.ts';

/** One interface and its subinterfaces, each a record of its own. Entries without a state are parts of another answer. */
export function interfacesOf(branch: Branch, nowMs: number | null): InterfaceDetailRecord[] {
  const name = wordOf(branch['name']);
  if (name === null) return [];
  const subinterfaces = listOf(branch, 'subinterface').flatMap((sub) => subinterfaceOf(sub, name, nowMs) ?? []);
  if (branch['oper-state'] === undefined && branch['admin-state'] === undefined) return subinterfaces;
  const counters = at(branch, 'statistics');
  const rate = at(branch, 'traffic-rate');
  const ethernet = at(branch, 'ethernet');
  const base = stateOf(branch, name);
  return [
    {
      ...blankInterfaceDetail(base),
      speedBitsPerSecond: speedOf(wordOf(ethernet?.['port-speed'])),
      duplex: duplexOf(wordOf(ethernet?.['duplex-mode'])),
      mediaType: wordOf(at(branch, 'transceiver')?.['ethernet-pmd']),
      mtuBytes: countOf(branch['mtu']),
      mtuLayer: countOf(branch['mtu']) === null ? null : 'l2',
      lag: wordOf(ethernet?.['aggregate-id']),
      lastChangeSeconds: ageOf(branch['last-change'], nowMs),
      carrierTransitions: countOf(counters?.['carrier-transitions']),
      ...errorsOf(counters),
      crcErrors: countOf(
        counters?.['in-fcs-error-packets'] ?? at(ethernet ?? {}, 'statistics')?.['in-crc-error-frames'],
      ),
      inBitsPerSecond: countOf(rate?.['in-bps']),
      outBitsPerSecond: countOf(rate?.['out-bps']),
      countersClearedSeconds: ageOf(counters?.['last-clear'], nowMs),
      fec: wordOf(at(branch, 'transceiver')?.['forward-error-correction']),
    },
    ...subinterfaces,
  ];
}

function subinterfaceOf(branch: Branch, parent: string, nowMs: number | null): InterfaceDetailRecord[] {
  const index = countOf(branch['index']);
  if (branch['oper-state'] === undefined && branch['admin-state'] === undefined) return [];
  const name = wordOf(branch['name']) ?? (index === null ? null : `${parent}.${index}`);
  if (name === null) return [];
  const ip = countOf(branch['ip-mtu']);
  const l2 = countOf(branch['l2-mtu']);
  return [
    {
      ...blankInterfaceDetail(stateOf(branch, name)),
      mtuBytes: ip ?? l2,
      mtuLayer: ip !== null ? 'ip' : l2 !== null ? 'l2' : null,
      ipAddresses: ['ipv4', 'ipv6'].flatMap((family) =>
        listOf(at(branch, family), 'address').flatMap((address) => wordOf(address['ip-prefix']) ?? []),
      ),
      lastChangeSeconds: ageOf(branch['last-change'], nowMs),
      ...errorsOf(at(branch, 'statistics')),
    },
  ];
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
function speedOf(text: string | null): number | null {
  const match = /^(\d{1,4}(?:\.\d)?)([MGT])$/.exec(text ?? '');
  const scale = { M: 1e6, G: 1e9, T: 1e12 }[(match?.[2] ?? '') as 'M'];
  return match && scale !== undefined ? Number(match[1]) * scale : null;
}

function duplexOf(text: string | null): string | null {
  return text === 'full' || text === 'half' ? text : null;
}
