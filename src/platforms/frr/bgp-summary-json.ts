import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { familyOfKey } from '../bgp-words.ts';
import type { Rows } from '../parsed.ts';
import { asNumberOf, countOf, secondsOfMs, textOf } from '../values.ts';
import { frrBgpState } from './bgp-state.ts';
import { frrObjects } from './json-answer.ts';
import { isPeerName } from './peer-name.ts';
import { printedIp } from './printed-ip.ts';
import { remoteAsOf } from './remote-as.ts';
import { frrSeconds } from './seconds.ts';
import { frrBgpVrf, frrVrfName } from './vrf-name.ts';

/**
 * `show bgp [vrf V] [FAMILY] summary json`: address families at the top, or VRFs that hold them or,
 * where one family was asked for, its peers. Null when the documents
 * hold anything else.
 */
export function frrBgpSummary(documents: Json[]): Rows<BgpSummaryRecord> | null {
  const answer = frrObjects(documents);
  if (!answer) return null;
  const rows: Rows<BgpSummaryRecord> = { records: [], unparsed: [] };
  if ('rejected' in answer) return { ...rows, rejected: answer.rejected };
  for (const object of answer.objects) {
    if (isOneFamily(object)) {
      table(null, object, null, rows);
      continue;
    }
    for (const [key, value] of Object.entries(object)) {
      if (!isJsonObject(value)) return null;
      const family = familyOfKey(key);
      const read = family === null ? vrf(key, value, rows) : table(family, value, null, rows);
      if (!read) return null;
    }
  }
  return rows;
}

/** One family was asked for: its name is in the command only. */
function isOneFamily(object: JsonObject): boolean {
  return isJsonObject(object['peers']) && textOf(object['routerId']) !== null && textOf(object['vrfName']) !== null;
}

function vrf(name: string, families: JsonObject, rows: Rows<BgpSummaryRecord>): boolean {
  if (isOneFamily(families)) {
    // What is called otherwise than its VRF is a family that is not known, and its peers would be those of any.
    if (frrVrfName(frrBgpVrf(families) ?? '') !== frrVrfName(name === 'Default' ? 'default' : name))
      rows.unparsed.push(`what is called ${name}`);
    else table(null, families, name, rows);
    return true;
  }
  return Object.entries(families).every(([key, value]) => {
    const family = familyOfKey(key);
    return family !== null && isJsonObject(value) && table(family, value, name, rows);
  });
}

/** A family without peers is `{}` or has no `peers` at all. `vrfKey` holds it, and no other VRF stands below that key. */
function table(family: string | null, body: JsonObject, vrfKey: string | null, rows: Rows<BgpSummaryRecord>): boolean {
  const { peers } = body;
  const vrf = frrBgpVrf(vrfKey === null ? body : { ...body, vrfName: vrfKey });
  if (peers !== undefined && !isJsonObject(peers)) return false;
  const routerId = printedIp(body['routerId']);
  if (routerId === undefined) rows.unparsed.push(`router id of ${family ?? 'one family'}`);
  for (const [name, peer] of Object.entries(peers ?? {})) {
    const record = isJsonObject(peer) ? summaryPeer(name, peer) : null;
    if (!record) rows.unparsed.push(`peer ${name} of ${family ?? 'one family'}`);
    else {
      rows.records.push({
        ...record,
        vrf,
        addressFamily: family,
        localAs: record.localAs ?? asNumberOf(body['as']),
        routerId: routerId ?? null,
      });
    }
  }
  return true;
}

/** What bgpd says of a peer beside its state: whether it was switched off is known by these words only. */
const peerStates = new Set(['OK', 'Admin', 'PfxCt', 'Policy', 'NoNeg', 'Passive', 'NSF passive']);

/** Keys changed with the releases: `pfxRcd` was `prefixReceivedCount`. Prefixes of a peer that is down are old news: null. */
function summaryPeer(name: string, peer: JsonObject): BgpSummaryRecord | null {
  const words = frrBgpState(textOf(peer['state']) ?? '');
  if (!words || !isPeerName(name)) return null;
  const established = words.state === 'established';
  const said = textOf(peer['peerState']);
  if (!established && !words.adminDown && peer['peerState'] !== undefined && !peerStates.has(said ?? '')) return null;
  const uptime = peer['peerUptime'];
  const printed = secondsOfMs(peer['peerUptimeMsec']);
  // A peer that never was up has 0 milliseconds, and "never" beside them.
  const neverUp = printed === 0 && uptime !== undefined && frrSeconds(textOf(uptime) ?? '') === null;
  const seconds = neverUp ? null : printed;
  return {
    vrf: null,
    addressFamily: null,
    localAs: asNumberOf(peer['localAs']),
    routerId: null,
    peer: name,
    remoteAs: remoteAsOf(peer['remoteAs']),
    ...words,
    adminDown: words.adminDown || (!established && said === 'Admin'),
    reason: words.reason ?? (said === 'OK' || said === 'Passive' ? null : said),
    stateSeconds: seconds,
    upSeconds: established ? seconds : null,
    prefixesReceived: established ? (countOf(peer['pfxRcd']) ?? countOf(peer['prefixReceivedCount'])) : null,
    prefixesAccepted: null,
    prefixesSent: established ? countOf(peer['pfxSnt']) : null,
    description: textOf(peer['desc']),
  };
}
