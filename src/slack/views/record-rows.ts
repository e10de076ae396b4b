import type { LogRecord } from '../../domain/device-records.ts';
import type { DiagnosticRecords, ShownResult } from '../../domain/diagnostics.ts';
import type { InterfaceRecord } from '../../domain/interface-records.ts';
import type { TracerouteRecord } from '../../domain/reachability-records.ts';
import { severityOf } from '../../domain/record-severity.ts';
import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import { duration, grouped } from '../../domain/verdict-words.ts';

/** One answer as rows of cells. */
export interface Table {
  /** Null when the rows are lines already. */
  head: string[] | null;
  body: string[][];
  /** Columns that may be cut to make a row fit, the first one first. Numbers never are. */
  giveWay: number[];
}

/** What is looked at first of each record, the worst rows first where a record can be bad. */
export function tableOf(result: ShownResult, width: number): Table {
  switch (result.diagnostic) {
    case 'interfaces':
      return ofInterfaces(recordsOf(result, 'interfaces'));
    case 'bgp-summary':
      return ofBgpSummary(recordsOf(result, 'bgp-summary'));
    case 'traceroute':
      return ofTraceroute(recordsOf(result, 'traceroute'));
    case 'log':
      return ofLog(recordsOf(result, 'log'), width);
    case 'optics':
      return columns(recordsOf(result, 'optics'), [
        ['INTERFACE', (r) => (r.lane === null ? r.interface : `${r.interface}/${r.lane}`)],
        ['RX', (r) => (r.noLight === true ? 'dark' : dbm(r.rxPowerDbm))],
        ['TX', (r) => dbm(r.txPowerDbm)],
        ['C', (r) => text(r.temperatureCelsius)],
        ['NOTE', (r) => r.alarms.join(', ') || (r.type ?? '')],
      ]);
    case 'bgp-route':
      return columns(recordsOf(result, 'bgp-route'), [
        ['NEXT HOP', (r) => `${r.best ? '>' : ' '}${r.nextHop ?? '-'}`],
        ['LP', (r) => text(r.localPreference)],
        ['MED', (r) => text(r.med)],
        ['AS PATH', (r) => r.asPath.map((hop) => (Array.isArray(hop) ? `{${hop.join(' ')}}` : hop)).join(' ')],
        ['NOTE', (r) => (r.rpki === 'invalid' ? 'RPKI invalid' : (r.bestReason ?? ''))],
      ]);
    case 'route':
      return columns(recordsOf(result, 'route'), [
        ['PREFIX', (r) => (r.vrf === null || r.vrf === 'default' ? r.prefix : `${r.prefix} ${r.vrf}`)],
        ['PROTO', (r) => r.protocol ?? '-'],
        ['METRIC', (r) => text(r.metric)],
        ['NEXT HOPS', (r) => r.nextHops.map((hop) => hop.address ?? hop.interface ?? '-').join(' ')],
      ]);
    case 'ospf-neighbors':
      return columns(recordsOf(result, 'ospf-neighbors'), [
        ['NEIGHBOR', (r) => r.neighborId],
        ['STATE', (r) => r.state],
        ['INTERFACE', (r) => r.interface ?? '-'],
        ['AREA', (r) => r.area ?? '-'],
        ['UP', (r) => age(r.upSeconds)],
      ]);
    case 'isis-adjacencies':
      return columns(recordsOf(result, 'isis-adjacencies'), [
        ['SYSTEM', (r) => r.hostname ?? r.systemId ?? '-'],
        ['STATE', (r) => r.state],
        ['L', (r) => r.level ?? '-'],
        ['INTERFACE', (r) => r.interface ?? '-'],
        ['UP', (r) => age(r.upSeconds)],
      ]);
    case 'bfd-sessions':
      return columns(recordsOf(result, 'bfd-sessions'), [
        ['PEER', (r) => r.peer ?? '-'],
        ['STATE', (r) => r.state],
        ['MS', (r) => (r.transmitMs === null ? '-' : `${r.transmitMs}x${r.multiplier ?? '?'}`)],
        ['INTERFACE', (r) => r.interface ?? '-'],
        ['NOTE', (r) => r.diagnosticCode ?? ''],
      ]);
    case 'lldp-neighbors':
      return columns(recordsOf(result, 'lldp-neighbors'), [
        ['INTERFACE', (r) => r.interface],
        ['NEIGHBOR', (r) => r.neighborName ?? r.chassisId ?? '-'],
        ['PORT', (r) => r.neighborInterface ?? '-'],
      ]);
    case 'arp':
      return columns(recordsOf(result, 'arp'), [
        ['ADDRESS', (r) => r.ipAddress],
        ['MAC', (r) => r.macAddress ?? 'none'],
        ['INTERFACE', (r) => r.interface ?? '-'],
        ['STATE', (r) => r.state ?? ''],
      ]);
    case 'mac-table':
      return columns(recordsOf(result, 'mac-table'), [
        ['MAC', (r) => r.macAddress],
        ['VLAN', (r) => r.vlan ?? '-'],
        ['INTERFACE', (r) => r.interface ?? '-'],
        ['TYPE', (r) => r.type ?? ''],
      ]);
    case 'environment':
      return columns(recordsOf(result, 'environment'), [
        ['NAME', (r) => r.name],
        ['PART', (r) => r.component],
        ['STATUS', (r) => r.status ?? '-'],
        ['READING', (r) => (r.reading === null ? '' : `${r.reading} ${r.unit ?? ''}`.trimEnd())],
      ]);
    case 'cpu-memory':
      return columns(recordsOf(result, 'cpu-memory'), [
        ['SCOPE', (r) => r.scope],
        ['CPU %', (r) => text(r.cpuPercent5m ?? r.cpuPercent1m ?? r.cpuPercent5s)],
        ['LOAD', (r) => text(r.load1m)],
        ['MEM %', (r) => share(r.memoryUsedBytes, r.memoryTotalBytes)],
        [
          'BUSIEST',
          (r) =>
            r.topProcesses
              .slice(0, 3)
              .map(({ name, cpuPercent }) => `${name} ${cpuPercent}`)
              .join(', '),
        ],
      ]);
    case 'config-history':
      return columns(recordsOf(result, 'config-history'), [
        ['ID', (r) => r.id],
        ['AT', (r) => r.atText ?? '-'],
        ['USER', (r) => r.user ?? '-'],
        ['COMMENT', (r) => r.comment ?? ''],
      ]);
    case 'lag':
      return columns(recordsOf(result, 'lag'), [
        ['LAG', (r) => r.lag],
        ['STATUS', (r) => r.status ?? '-'],
        ['MEMBERS', (r) => r.members.map((one) => `${one.interface} ${one.state ?? ''}`.trimEnd()).join(', ')],
      ]);
    case 'mpls-lsps':
      return columns(recordsOf(result, 'mpls-lsps'), [
        ['NAME', (r) => r.name ?? '-'],
        ['STATE', (r) => r.state ?? '-'],
        ['TO', (r) => r.to ?? '-'],
        ['UP', (r) => age(r.upSeconds)],
      ]);
    case 'ntp':
      return columns(recordsOf(result, 'ntp'), [
        ['PEER', (r) => r.peer ?? '-'],
        ['STATE', (r) => r.state],
        ['ST', (r) => text(r.stratum)],
        ['OFFSET', (r) => (r.offsetMs === null ? '-' : `${r.offsetMs} ms`)],
      ]);
    case 'queue-drops':
      return columns(recordsOf(result, 'queue-drops'), [
        ['INTERFACE', (r) => r.interface],
        ['QUEUE', (r) => r.queue],
        ['PACKETS', (r) => (r.droppedPackets === null ? '-' : grouped(r.droppedPackets))],
      ]);
    case 'interface-detail':
    case 'bgp-peer':
    case 'ping':
    case 'version':
      return ofFields(result.records);
  }
}

function recordsOf<N extends keyof DiagnosticRecords>(result: ShownResult, _: N): DiagnosticRecords[N][] {
  return result.records as DiagnosticRecords[N][];
}

type Column<R> = readonly [heading: string, cell: (record: R) => string];

/** Rows of named cells; the last columns give way first. */
function columns<R extends object>(records: readonly R[], wanted: readonly Column<R>[]): Table {
  return {
    head: wanted.map(([heading]) => heading),
    body: worstFirst(records).map((record) => wanted.map(([, cell]) => cell(record))),
    giveWay: wanted.map((_, index) => wanted.length - 1 - index).filter((index) => index > 0),
  };
}

function dbm(value: number | null): string {
  return value === null ? '-' : value.toFixed(1);
}

function share(used: number | null, total: number | null): string {
  return used === null || total === null || total === 0 ? '-' : ((used / total) * 100).toFixed(0);
}

function age(seconds: number | null): string {
  return seconds === null ? '-' : duration(seconds);
}

function ofInterfaces(records: readonly InterfaceRecord[]): Table {
  const body = worstFirst(records).map(
    ({ interface: name, adminStatus, operStatus, reason, ipAddresses, description }) => [
      name,
      adminStatus === 'down' ? 'shut' : operStatus,
      reason ?? ipAddresses[0] ?? '',
      description ?? '',
    ],
  );
  return { head: ['INTERFACE', 'STATE', 'REASON/ADDR', 'DESCRIPTION'], body, giveWay: [3, 2] };
}

function ofBgpSummary(records: readonly BgpSummaryRecord[]): Table {
  const body = worstFirst(records).map((record) => [
    record.vrf === null || record.vrf === 'default' ? record.peer : `${record.peer} ${record.vrf}`,
    text(record.remoteAs),
    record.adminDown ? 'shut' : record.state === 'established' ? 'estab' : record.state,
    text(record.prefixesReceived),
    record.reason ?? record.description ?? '',
  ]);
  return { head: ['PEER', 'AS', 'STATE', 'PFX', 'NOTE'], body, giveWay: [4] };
}

function ofTraceroute(records: readonly TracerouteRecord[]): Table {
  const body = records.map(({ hop, replies, reached }) => [
    `${hop}`,
    replies.length === 0 ? '*' : replies.map(({ address }) => address).join(' '),
    replies
      .flatMap(({ rttMs }) => rttMs.slice(0, 1))
      .map((ms) => `${ms} ms`)
      .join(' '),
    reached ? 'reached' : '',
  ]);
  return { head: ['HOP', 'ADDRESS', 'RTT', ''], body, giveWay: [1, 2] };
}

/** A message is more use whole: it is wrapped below its time and severity. */
function ofLog(records: readonly LogRecord[], width: number): Table {
  const graveFirst = records.toSorted((a, b) => Number((b.severity ?? 7) <= 3) - Number((a.severity ?? 7) <= 3));
  const body = graveFirst.map(({ atText, severity, mnemonic, message }) => {
    const head = [atText ?? '', severity === null ? '' : `sev ${severity}`, mnemonic ?? '']
      .filter((word) => word !== '')
      .join(' · ')
      .replace(/\s+/g, ' ');
    return [[Array.from(head).slice(0, width).join(''), ...wrapped(message, width - 2)].join('\n  ')];
  });
  return { head: null, body, giveWay: [] };
}

/** One value per line: for answers of one record. Unknown values are left out. */
function ofFields(records: readonly object[]): Table {
  const body = records.flatMap((record, i) => [
    ...(i > 0 ? [['', '']] : []),
    ...Object.entries(record)
      .filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
      .map(([name, value]) => [name, Array.isArray(value) ? value.map(word).join(', ') : word(value)]),
  ]);
  return { head: ['FIELD', 'VALUE'], body, giveWay: [1] };
}

function worstFirst<T extends object>(records: readonly T[]): T[] {
  return records.toSorted((a, b) => severityOf(b) - severityOf(a));
}

function word(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function text(value: string | number | null): string {
  return value === null ? '-' : String(value);
}

const mostLines = 4;

function wrapped(words: string, width: number): string[] {
  const characters = Array.from(words.replace(/\s+/g, ' '));
  const lines: string[] = [];
  for (let from = 0; from < characters.length; from += width) lines.push(characters.slice(from, from + width).join(''));
  return lines.length > mostLines ? [...lines.slice(0, mostLines), '… cut'] : lines;
}
