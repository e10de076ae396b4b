import type { InterfaceDetailRecord, InterfaceRecord } from '../../domain/interface-records.ts';
import { canonicalPrefix } from '../../domain/ip.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { ageOfEpoch, amountOf, countOf, decimalOf, textOf } from '../values.ts';
import { adminOf, duplexOf, operOf, reasonOf } from './interface-words.ts';
import { eosObject, objectOf } from './json-answer.ts';

/**
 * One record per interface of `show interfaces | json`, read by `read`. An interface whose line protocol has a word we
 * do not know is not read.
 */
export function eosInterfaceRows<R>(
  documents: Json[],
  read: (name: string, body: JsonObject) => R | null,
): Rows<R> | null {
  const answer = eosObject(documents);
  if (!answer) return null;
  if ('rejected' in answer) return { records: [], unparsed: [], rejected: answer.rejected };
  const { interfaces } = answer.object;
  if (!isJsonObject(interfaces)) return null;
  const rows: Rows<R> = { records: [], unparsed: [] };
  for (const [name, body] of Object.entries(interfaces)) {
    const record = isJsonObject(body) ? read(name, body) : null;
    if (record) rows.records.push(record);
    else rows.unparsed.push(`interface ${name}`);
  }
  return rows;
}

/** State, description, speed, MTU and addresses of one interface; null when its state is not understood. */
export function eosInterface(name: string, body: JsonObject): InterfaceRecord | null {
  const status = textOf(body['interfaceStatus']);
  const operStatus = operOf(textOf(body['lineProtocolStatus']));
  const four = addresses4(body['interfaceAddress']);
  const six = addresses6(body['interfaceAddressIp6']);
  if (status === null || operStatus === null || four === null || six === null) return null;
  const mtu = countOf(body['mtu']);
  // Vxlan1 has none and says 0; its text form has no such line.
  const mtuBytes = mtu === 0 ? null : mtu;
  const bandwidth = countOf(body['bandwidth']);
  // `show ip interface [brief]` has routed ones only, and their addresses without a list around them.
  const isRouted = isJsonObject(body['interfaceAddress']);
  return {
    ...blankInterface(name),
    description: textOf(body['description']),
    adminStatus: adminOf(status),
    operStatus,
    reason: operStatus === 'up' ? null : reasonOf(status),
    speedBitsPerSecond: bandwidth === 0 ? null : bandwidth,
    duplex: duplexOf(textOf(body['duplex'])),
    mtuBytes,
    mtuLayer: mtuBytes === null ? null : isRouted ? 'ip' : mtuLayerOf(textOf(body['forwardingModel'])),
    vrf: textOf(body['vrf']),
    lag: /^Member of (Port-Channel\d{1,4})$/.exec(textOf(body['interfaceMembership']) ?? '')?.[1] ?? null,
    ipAddresses: [...four, ...six],
  };
}

/** A routed port shows its IP MTU, a bridged one and a member of a bundle the size of the frame. */
function mtuLayerOf(forwarding: string | null): InterfaceRecord['mtuLayer'] {
  if (forwarding === 'routed') return 'ip';
  return forwarding === 'bridged' || forwarding === 'dataLink' ? 'l2' : null;
}

/** The same with counters and rates. Ages need `nowMs`: EOS prints instants. */
export function eosInterfaceDetail(name: string, body: JsonObject, nowMs: number | null): InterfaceDetailRecord | null {
  const base = eosInterface(name, body);
  if (!base) return null;
  const counters = objectOf(body['interfaceCounters']);
  const inputErrors = objectOf(counters['inputErrorsDetail']);
  const rates = objectOf(body['interfaceStatistics']);
  return {
    ...blankInterfaceDetail(base),
    lastChangeSeconds: ageOfEpoch(body['lastStatusChangeTimestamp'], nowMs),
    carrierTransitions: countOf(counters['linkStatusChanges']),
    inErrors: countOf(counters['totalInErrors']),
    outErrors: countOf(counters['totalOutErrors']),
    crcErrors: countOf(inputErrors['fcsErrors']),
    inDiscards: countOf(counters['inDiscards']),
    outDiscards: countOf(counters['outDiscards']),
    inBitsPerSecond: amountOf(rates['inBitsRate']),
    outBitsPerSecond: amountOf(rates['outBitsRate']),
    inPacketsPerSecond: amountOf(rates['inPktsRate']),
    outPacketsPerSecond: amountOf(rates['outPktsRate']),
    rateIntervalSeconds: amountOf(rates['updateInterval']),
    inOctets: decimalOf(counters['inOctets']),
    outOctets: decimalOf(counters['outOctets']),
    countersClearedSeconds: ageOfEpoch(counters['lastClear'], nowMs),
  };
}

/** Null when one of them is none: the list is not shortened. */
function addresses4(list: Json | undefined): string[] | null {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list) && !isJsonObject(list)) return null;
  const all = (Array.isArray(list) ? list : [list]).flatMap((entry) => {
    const { primaryIp, ipAddr, virtualIp } = objectOf(entry);
    const further = (['secondaryIpsOrderedList', 'virtualSecondaryIpsOrderedList'] as const).map((key) => {
      const list = objectOf(entry)[key];
      return Array.isArray(list) ? list : [];
    });
    // Switches that share an address have it as a virtual one, and no other.
    return [primaryIp ?? ipAddr, virtualIp, ...further.flat()].flatMap((one) => {
      if (one === undefined) return [];
      const { address, maskLen } = objectOf(one);
      const words = `${textOf(address)}/${countOf(maskLen)}`;
      return address === '0.0.0.0' ? [] : [canonicalPrefix(words) === null ? null : words];
    });
  });
  const known = all.filter((words) => words !== null);
  return known.length === all.length ? known : null;
}

/** The global ones and the one of the link. Null when one of them is none: the list is not shortened. */
function addresses6(value: Json | undefined): string[] | null {
  const { linkLocal, globalUnicastIp6s } = objectOf(value);
  const globals = Array.isArray(globalUnicastIp6s) ? globalUnicastIp6s : [];
  const all = [...globals, ...(isJsonObject(linkLocal) ? [linkLocal] : [])].flatMap((entry) => {
    const { address, subnet } = objectOf(entry);
    if (address === undefined || subnet === undefined) return [];
    const words = `${textOf(address)}/${textOf(subnet)?.split('/')[1]}`;
    return [canonicalPrefix(words) === null ? null : words];
  });
  const known = all.filter((words) => words !== null);
  return known.length === all.length ? known : null;
}
