import { canonicalIp } from '../../domain/ip.ts';
import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { ciscoBgpFamily } from '../cisco-bgp-family.ts';
import type { Rows } from '../parsed.ts';
import { blankPeer } from '../records.ts';
import { asNumberOf, countOf, textOf } from '../values.ts';
import { notificationCodeOf, nxosBgpState, remoteAsOf } from './bgp-words.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { flagOf, nxosObject, rowsOf, rowsUnder, wordOf } from './json-tables.ts';
import { nxosSeconds } from './nxos-seconds.ts';

/** One record per peer and address family. Null when there is no table of peers at the top. */
export function nxosBgpPeerJson(documents: Json[]): Rows<BgpPeerRecord> | null {
  const object = nxosObject(documents);
  const neighbors = object && rowsOf(object, 'neighbor');
  if (!neighbors) return null;
  const rows: Rows<BgpPeerRecord> = { records: [], unparsed: [] };
  for (const neighbor of neighbors) {
    const session = sessionOf(neighbor);
    if (session) append(rows.records, familiesOf(session, neighbor));
    else rows.unparsed.push(`peer ${idOf(neighbor)} in VRF ${wordOf(neighbor['vrf'])}`);
  }
  return rows;
}

function idOf(neighbor: JsonObject): string | null {
  return wordOf(neighbor['neighbor'] ?? neighbor['ipv6neighbor']);
}

function sessionOf(neighbor: JsonObject): BgpPeerRecord | null {
  const id = idOf(neighbor) ?? '';
  const peer = canonicalIp(id) ?? nxosInterfaceName(id);
  const words = nxosBgpState(textOf(neighbor['state']) ?? '');
  if (peer === null || !words) return null;
  const seconds = nxosSeconds(neighbor['elapsedtime']);
  const base = blankPeer({
    vrf: textOf(neighbor['vrf']),
    addressFamily: null,
    localAs: asNumberOf(wordOf(neighbor['localas']) ?? undefined),
    routerId: null,
    peer,
    remoteAs: remoteAsOf(asNumberOf(wordOf(neighbor['remoteas']) ?? undefined)),
    ...words,
    stateSeconds: seconds,
    upSeconds: words.state === 'established' ? seconds : null,
    prefixesReceived: null,
    prefixesAccepted: null,
    prefixesSent: null,
    description: textOf(neighbor['description']),
  });
  return {
    ...base,
    ...lastReset(neighbor),
    holdSeconds: countOf(neighbor['holdtime']),
    keepaliveSeconds: countOf(neighbor['keepalivetime']),
    messagesIn: countOf(neighbor['msgrecvd']),
    messagesOut: countOf(neighbor['msgsent']),
    flaps: countOf(neighbor['connsdropped']),
    localAddress: canonicalIp(textOf(neighbor['localaddr'] ?? neighbor['ipv6localaddr']) ?? ''),
    bfd: bfdOf(neighbor['bfd']),
  };
}

function familiesOf(session: BgpPeerRecord, neighbor: JsonObject): BgpPeerRecord[] {
  const families = rowsUnder(neighbor, 'peraf', 'persaf').map((family): BgpPeerRecord => {
    const name = textOf(family['per-af-name']);
    return {
      ...session,
      addressFamily: name === null ? null : ciscoBgpFamily(name),
      prefixesReceived: countOf(family['pfxrecvd'] ?? family['pathsrecvd']),
      prefixesSent: countOf(family['pfxsent'] ?? family['pathssent']),
      maxPrefixes: countOf(family['maxpfx']),
      importPolicy: routeMapOf(family, 'inpolicy'),
      exportPolicy: routeMapOf(family, 'outpolicy'),
    };
  });
  return families.length === 0 ? [session] : families;
}

/** Besides route maps there are prefix and filter lists; only the former are the policy. */
function routeMapOf(family: JsonObject, table: 'inpolicy' | 'outpolicy'): string | null {
  const map = (rowsOf(family, table) ?? []).find((row) => textOf(row[`${table}type`]) === 'route-map');
  return textOf(map?.[`${table}name`]);
}

interface Reset {
  seconds: number;
  reason: string;
  direction: 'sent' | 'received';
  code: number | null;
  subcode: number | null;
}

/** The younger one of the resets by either side; a time whose reason is "No error" is none. */
function lastReset(neighbor: JsonObject): Partial<BgpPeerRecord> {
  const own = resetOf(neighbor, { time: 'resettime', reason: 'resetreason', suffix: 'snt' });
  const theirs = resetOf(neighbor, { time: 'peerresettime', reason: 'peerresetreason', suffix: 'rcvd' });
  const [last] = [own, theirs].filter((reset) => reset !== null).sort((a, b) => a.seconds - b.seconds);
  if (!last) return {};
  return {
    lastResetReason: last.reason,
    lastResetSeconds: last.seconds,
    lastErrorCode: last.code,
    lastErrorSubcode: last.code === null ? null : last.subcode,
    // Without a code the connection was lost, and nobody notified anybody.
    lastNotificationDirection: last.code === null ? null : last.direction,
  };
}

function resetOf(
  neighbor: JsonObject,
  { time, reason, suffix }: { time: string; reason: string; suffix: 'snt' | 'rcvd' },
): Reset | null {
  const seconds = nxosSeconds(neighbor[time]);
  const words = textOf(neighbor[reason]);
  if (seconds === null || words === null || words === 'No error') return null;
  const code = countOf(neighbor[`rstmaj${suffix}`]);
  return {
    seconds,
    reason: words,
    direction: suffix === 'snt' ? 'sent' : 'received',
    code: notificationCodeOf(code),
    subcode: countOf(neighbor[`rstmin${suffix}`]),
  };
}

/** Whether the peer has it, or the state of its session; null for another word. */
function bfdOf(value: Json | undefined): string | null {
  const flag = flagOf(value);
  if (flag !== null) return flag ? 'enabled' : 'disabled';
  const word = textOf(value)?.toLowerCase() ?? '';
  return /^(?:enabled|disabled|configured|up|down|init|admin-?down)$/.test(word) ? word : null;
}
