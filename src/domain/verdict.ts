import type { LogRecord, VersionRecord } from './device-records.ts';
import type { DiagnosticRecords, Outcome, ShownResult } from './diagnostics.ts';
import type { InterfaceDetailRecord, InterfaceRecord } from './interface-records.ts';
import type { PingRecord, TracerouteRecord } from './reachability-records.ts';
import { severityOf } from './record-severity.ts';
import type { BgpPeerRecord, BgpSummaryRecord } from './routing-records.ts';
import {
  ofArp,
  ofConfigHistory,
  ofCpuMemory,
  ofEnvironment,
  ofLag,
  ofLldpNeighbors,
  ofMacTable,
  ofNtp,
  ofOptics,
  ofQueueDrops,
} from './verdict-device.ts';
import {
  ofBfdSessions,
  ofBgpRoute,
  ofIsisAdjacencies,
  ofMplsLsps,
  ofOspfNeighbors,
  ofRoute,
} from './verdict-routing.ts';
import { counted, duration, inBrackets, list, rounded, shortly } from './verdict-words.ts';

/**
 * One sentence about an answer: what is wrong first, only what the records say, no guess. Not escaped; it may hold
 * words of the device.
 */
export function verdictOf(result: ShownResult): string {
  const { outcome, records } = result;
  if (outcome === 'ok' && records.length === 0) return 'The device answered, with nothing to show';
  if (outcome === 'ok') return upperFirst(saidOf(result));
  if (outcome === 'partial' && records.length > 0)
    return `${upperFirst(saidOf(result))}; not all was understood: ${shortly(result.error ?? 'see the raw output')}`;
  const words = outcomeWords[outcome];
  return result.error === null || outcome === 'empty' ? words : `${words}: ${shortly(result.error)}`;
}

const outcomeWords: Record<Outcome, string> = {
  ok: 'Fine',
  empty: 'The device answers that there is nothing',
  rejected: 'The device refused the command',
  partial: 'The answer was not understood',
  incomplete: 'The answer was cut off and is not judged',
  unreachable: 'The device could not be reached',
  'auth-failed': 'The login failed',
  'host-key-refused': 'The host key is not the known one; not logged in',
  'timed-out': 'No answer in time',
  cancelled: 'Cancelled',
  busy: 'The device is busy with other questions',
  refused: 'ringdown refuses this question',
  unsupported: 'This platform has no such diagnostic',
};

type Sayings = { [N in keyof DiagnosticRecords]: (records: readonly DiagnosticRecords[N][]) => string };

const sayings: Sayings = {
  interfaces: ofInterfaces,
  'interface-detail': ofInterfaceDetail,
  optics: ofOptics,
  'bgp-summary': ofBgpSummary,
  'bgp-peer': ofBgpPeer,
  'bgp-route': ofBgpRoute,
  route: ofRoute,
  'ospf-neighbors': ofOspfNeighbors,
  'isis-adjacencies': ofIsisAdjacencies,
  'bfd-sessions': ofBfdSessions,
  'lldp-neighbors': ofLldpNeighbors,
  arp: ofArp,
  'mac-table': ofMacTable,
  ping: ofPing,
  traceroute: ofTraceroute,
  environment: ofEnvironment,
  'cpu-memory': ofCpuMemory,
  log: ofLog,
  version: ofVersion,
  'config-history': ofConfigHistory,
  lag: ofLag,
  'mpls-lsps': ofMplsLsps,
  ntp: ofNtp,
  'queue-drops': ofQueueDrops,
};

function saidOf(result: ShownResult): string {
  const say = sayings[result.diagnostic] as (records: readonly object[]) => string;
  return say(result.records);
}

function ofInterfaces(records: readonly InterfaceRecord[]): string {
  const one = records[0];
  if (records.length === 1 && one) return `${one.interface} is ${stateOf(one)}`;
  const down = records.filter((record) => severityOf(record) === 2);
  const shut = records.filter((record) => severityOf(record) === 1).length;
  const closed = shut > 0 ? `; ${shut} shut down on purpose` : '';
  if (down.length === 0) return `${records.length - shut} of ${records.length} interfaces up${closed}`;
  const named = list(
    down.map((record) => (record.reason ? `${record.interface} (${record.reason})` : record.interface)),
  );
  return `${down.length} of ${records.length} interfaces not up: ${named}${closed}`;
}

function ofInterfaceDetail(records: readonly InterfaceDetailRecord[]): string {
  return list(
    records.map((record) => {
      const errors = [
        counted(record.inErrors, 'input error'),
        counted(record.crcErrors, 'CRC error'),
        counted(record.outErrors, 'output error'),
        counted(record.inDiscards, 'input discard'),
        counted(record.outDiscards, 'output discard'),
      ].filter((words) => words !== '');
      const known = [record.inErrors, record.outErrors].some((value) => value !== null);
      const counters = errors.length > 0 ? errors.join(', ') : known ? 'no errors' : 'error counters unknown';
      return `${record.interface} is ${stateOf(record)}, ${counters}`;
    }),
  );
}

function ofBgpSummary(records: readonly BgpSummaryRecord[]): string {
  const down = records.filter((record) => severityOf(record) === 2);
  const shut = records.filter((record) => severityOf(record) === 1);
  const up = records.length - down.length - shut.length;
  const closed = shut.length > 0 ? `; shut down on purpose: ${list(shut.map(({ peer }) => peer))}` : '';
  if (down.length === 0) return `${up} of ${records.length} BGP sessions established${closed}`;
  const named = list(down.map((record) => `${record.peer} ${record.state}${inBrackets(record.reason)}`));
  return `${down.length} of ${records.length} BGP sessions down: ${named}${closed}`;
}

function ofBgpPeer(records: readonly BgpPeerRecord[]): string {
  const byPeer = new Map(records.map((record) => [`${record.vrf} ${record.peer}`, record]));
  return list(
    [...byPeer.values()].map((record) => {
      if (record.state === 'established') {
        const prefixes = record.prefixesReceived === null ? '' : `, ${record.prefixesReceived} prefixes received`;
        const since = record.upSeconds === null ? '' : ` for ${duration(record.upSeconds)}`;
        return `${record.peer} is established${since}${prefixes}`;
      }
      const how = record.adminDown ? 'shut down on purpose' : record.state;
      const why = record.lastResetReason ?? record.reason;
      return `${record.peer} is ${how}${why === null ? '' : `; last reset: ${why}`}`;
    }),
  );
}

function ofPing(records: readonly PingRecord[]): string {
  return list(
    records.map(({ destination, sent, received, lossPercent, rttAvgMs }) => {
      if (received === 0) return `${destination} does not answer: all ${sent} lost`;
      const average = rttAvgMs === null ? '' : `, ${rttAvgMs} ms on average`;
      return lossPercent > 0
        ? `${destination} loses ${rounded(lossPercent)} %: ${received} of ${sent} answered${average}`
        : `${destination} answers all ${sent}${average}`;
    }),
  );
}

function ofTraceroute(records: readonly TracerouteRecord[]): string {
  const arrived = records.find(({ reached }) => reached);
  if (arrived) return `destination reached at hop ${arrived.hop}`;
  const last = records.findLast(({ replies }) => replies.length > 0);
  const from = last ? `; the last answer is hop ${last.hop}, ${last.replies[0]?.address ?? ''}` : '; no hop answers';
  return `destination not reached${from}`;
}

function ofLog(records: readonly LogRecord[]): string {
  const grave = records.filter(({ severity }) => severity !== null && severity <= 3);
  const worst = grave.toSorted((a, b) => (a.severity ?? 7) - (b.severity ?? 7))[0];
  const lines = `${records.length} log ${records.length === 1 ? 'line' : 'lines'}`;
  return worst ? `${lines}, ${grave.length} of them errors or worse; the gravest: ${shortly(worst.message)}` : lines;
}

function ofVersion(records: readonly VersionRecord[]): string {
  return list(
    records.map(({ hostname, model, osVersion, uptimeSeconds, lastRebootReason }) => {
      const what = [hostname, model, osVersion].filter((word) => word !== null && word !== '').join(', ');
      const up = uptimeSeconds === null ? 'uptime unknown' : `up for ${duration(uptimeSeconds)}`;
      return [what, up, lastRebootReason === null ? '' : `last reboot: ${lastRebootReason}`].filter(Boolean).join('; ');
    }),
  );
}

function stateOf({ adminStatus, operStatus, reason }: InterfaceRecord): string {
  if (adminStatus === 'down') return 'shut down on purpose';
  return `${operStatus}${operStatus === 'up' ? '' : inBrackets(reason)}`;
}

function upperFirst(words: string): string {
  // A name of a device or an interface keeps its letters; only our own words begin a sentence.
  return /^(destination|no) /.test(words) ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : words;
}
