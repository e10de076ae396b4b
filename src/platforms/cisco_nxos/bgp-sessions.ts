import { canonicalIp } from '../../domain/ip.ts';
import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { type BgpStateWords, bgpState } from '../bgp-words.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { asNumberOf, countOf, textOf } from '../values.ts';
import { nxosBgpState, remoteAsOf } from './bgp-words.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { nxosObject, rowsOf, wordOf } from './json-tables.ts';
import { isNxosNoise } from './nxos-noise.ts';
import { nxosSeconds } from './nxos-seconds.ts';

/** The peers of a VRF; the table has no address family and counts no prefixes. */
interface Section {
  vrf: string | null;
  localAs: number | null;
  routerId: string | null;
  /** How many peers the device says there are; null until it has said so. */
  announced: number | null;
  read: number;
}

const opening = /^VRF (\S{1,64}), local ASN ([\d.]{1,12})$/;
const counted = /^peers (\d{1,6}), established peers \d{1,6}, local router-id ([\d.]{7,15})$/;
const heading = /^Neighbor +ASN +Flaps +LastUpDn\|LastRead\|LastWrit +St +Port\(L\/R\) +Notif\(S\/R\)$/;
const around =
  /^(?:Total peers \d{1,6}, established peers \d{1,6}|ASN [\d.]{1,12}|State: I-Idle, A-Active, O-Open, E-Established, C-Closing, S-Shutdown)$/;
/** The same with a word that is not known: the peers below it are nobody's. */
const bentOpening = /^VRF |, local ASN /;
const age = String.raw`(?:[\w:.]{1,12}|never)`;
const rowLine = new RegExp(
  String.raw`^(\S{2,64}) +([\d.]{1,12}) +\d{1,9} +(${age}) *\|${age} *\|${age} +([IAECS]) +\d{1,5}\/\d{1,5} +\d{1,9}\/\d{1,9}$`,
);

/** `show bgp sessions [vrf V]`. Null when its heading is not there. */
export function nxosBgpSessionsText(given: TextLines): Rows<BgpSummaryRecord> | null {
  const text = withWholeTail(given, rowLine);
  if (!text.lines.some((line) => heading.test(line.trim().slice(0, 200)))) return null;
  const rows: Rows<BgpSummaryRecord> = { records: [], unparsed: [] };
  let section: Section | null = null;
  let begun: string | null = null;
  const close = () => {
    if (begun !== null) rows.unparsed.push(begun);
    begun = null;
    if (section && section.announced !== section.read)
      rows.unparsed.push(
        `${section.announced ?? '?'} peers of VRF ${section.vrf} are announced, ${section.read} were read`,
      );
    section = null;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const opened = opening.exec(line);
    const localAs = asNumberOf(opened?.[2]);
    const peers = section ? counted.exec(line) : null;
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (opened && localAs !== null) {
      close();
      section = { vrf: opened[1] ?? null, localAs, routerId: null, announced: null, read: 0 };
    } else if (bentOpening.test(line)) {
      close();
      rows.unparsed.push(raw);
    } else if (peers && section) {
      const open: Section = section;
      open.announced = Number(peers[1]);
      open.routerId = canonicalIp(peers[2] ?? '');
      if (open.routerId === null) rows.unparsed.push(raw);
    } else if (heading.test(line) || around.test(line) || isNxosNoise(line)) continue;
    else {
      const whole: string = begun === null ? line : `${begun} ${line}`;
      const record = section ? rowOf(whole, section) : null;
      if (record && section) {
        (section as Section).read += 1;
        rows.records.push(record);
        begun = null;
      } else if (begun === null && canonicalIp(line) !== null) begun = line;
      else {
        if (section) (section as Section).read += 1;
        rows.unparsed.push(whole);
        begun = null;
      }
    }
  }
  const open = section as Section | null;
  if (open && (open.announced === null || open.announced > open.read))
    return { ...rows, incomplete: `not all peers of VRF ${open.vrf} are there: the answer was cut off` };
  close();
  return withCut(rows, text);
}

/** `O-Open` is one of two states, and which one is not said. */
const states: Record<string, BgpStateWords | null> = {
  I: bgpState('Idle'),
  A: bgpState('Active'),
  E: bgpState('Established'),
  C: nxosBgpState('Closing'),
  S: { state: 'idle', adminDown: true, reason: null },
};

function rowOf(line: string, section: Section): BgpSummaryRecord | null {
  const match = line.length > 300 ? null : rowLine.exec(line);
  const words = states[match?.[4] ?? ''];
  const remoteAs = asNumberOf(match?.[2]);
  const seconds = nxosSeconds(match?.[3] ?? '');
  if (!match || !words || remoteAs === null || (seconds === null && match[3] !== 'never')) return null;
  return recordOf({ id: match[1] ?? '', remoteAs, words, seconds }, section);
}

interface Peer {
  id: string;
  remoteAs: number | null;
  words: BgpStateWords;
  seconds: number | null;
}

function recordOf(
  { id, remoteAs, words, seconds }: Peer,
  { vrf, localAs, routerId }: Pick<Section, 'vrf' | 'localAs' | 'routerId'>,
): BgpSummaryRecord | null {
  const peer = canonicalIp(id) ?? nxosInterfaceName(id);
  if (peer === null) return null;
  return {
    vrf,
    addressFamily: null,
    localAs,
    routerId,
    peer,
    remoteAs: remoteAsOf(remoteAs),
    ...words,
    stateSeconds: seconds,
    upSeconds: words.state === 'established' ? seconds : null,
    prefixesReceived: null,
    prefixesAccepted: null,
    prefixesSent: null,
    description: null,
  };
}

/** The same as JSON. Null when a VRF has no count of its peers. */
export function nxosBgpSessionsJson(documents: Json[]): Rows<BgpSummaryRecord> | null {
  const object = nxosObject(documents);
  const vrfs = object && rowsOf(object, 'vrf');
  if (!vrfs || vrfs.length === 0 || vrfs.some((vrf) => vrf['vrf-peers'] === undefined)) return null;
  const rows: Rows<BgpSummaryRecord> = { records: [], unparsed: [] };
  for (const vrf of vrfs) {
    const found = rowsOf(vrf, 'neighbor') ?? [];
    for (const row of found) {
      const record = sessionIn(row, vrf);
      if (record) rows.records.push(record);
      else rows.unparsed.push(`peer ${wordOf(row['neighbor-id'])} in VRF ${wordOf(vrf['vrf-name-out'])}`);
    }
    if (found.length !== countOf(vrf['vrf-peers']))
      rows.unparsed.push(`${wordOf(vrf['vrf-peers'])} peers of VRF ${wordOf(vrf['vrf-name-out'])}`);
  }
  return rows;
}

function sessionIn(row: JsonObject, vrf: JsonObject): BgpSummaryRecord | null {
  const words = nxosBgpState(textOf(row['state']) ?? '');
  if (!words) return null;
  return recordOf(
    {
      id: wordOf(row['neighbor-id']) ?? '',
      remoteAs: asNumberOf(wordOf(row['remoteas']) ?? undefined),
      words,
      seconds: nxosSeconds(row['lastflap']),
    },
    {
      vrf: textOf(vrf['vrf-name-out']),
      localAs: asNumberOf(wordOf(vrf['local-as']) ?? undefined),
      routerId: canonicalIp(textOf(vrf['router-id']) ?? ''),
    },
  );
}
