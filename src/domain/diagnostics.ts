import type {
  ArpRecord,
  ConfigHistoryRecord,
  CpuMemoryRecord,
  EnvironmentRecord,
  LagRecord,
  LldpNeighborRecord,
  LogRecord,
  MacTableRecord,
  NtpRecord,
  OpticsRecord,
  QueueDropsRecord,
  VersionRecord,
} from './device-records.ts';
import type { InterfaceDetailRecord, InterfaceRecord } from './interface-records.ts';
import type { PingRecord, TracerouteRecord } from './reachability-records.ts';
import type {
  BfdSessionRecord,
  BgpPeerRecord,
  BgpRouteRecord,
  BgpSummaryRecord,
  IsisAdjacencyRecord,
  MplsLspRecord,
  OspfNeighborRecord,
  RouteRecord,
} from './routing-records.ts';

/**
 * The catalogue of diagnostics: what may be read from a device, with which arguments, and the record each returns.
 * Field names and units are contract.md section 4. Unknown is `null`, never 0 or "".
 */

export const platformNames = [
  'arista_eos',
  'cisco_iosxe',
  'cisco_iosxr',
  'cisco_nxos',
  'juniper_junos',
  'nokia_sros',
  'nokia_srlinux',
  'frr',
] as const;
export type PlatformName = (typeof platformNames)[number];

export type ArgumentName = 'interface' | 'peer' | 'prefix' | 'target' | 'address' | 'mac' | 'destination' | 'lines';

interface ArgumentSpec {
  name: ArgumentName;
  /** What the usage line calls it, where that is not the name. */
  shown?: string;
  required: boolean;
}

interface DiagnosticSpec {
  /** Positional arguments in the order they are typed. */
  arguments: readonly ArgumentSpec[];
  /** Flags that this diagnostic understands. */
  flags: readonly ('vrf' | 'source')[];
  /** One line of help. */
  summary: string;
}

export const diagnostics = {
  interfaces: {
    arguments: [{ name: 'interface', required: false }],
    flags: [],
    summary: 'state of every interface',
  },
  'interface-detail': {
    arguments: [{ name: 'interface', required: true }],
    flags: [],
    summary: 'counters, errors and rates of one interface',
  },
  optics: {
    arguments: [{ name: 'interface', required: false }],
    flags: [],
    summary: 'light levels, bias and temperature of transceivers',
  },
  'bgp-summary': { arguments: [], flags: ['vrf'], summary: 'every BGP peer with its state and prefixes' },
  'bgp-peer': {
    arguments: [{ name: 'peer', required: true }],
    flags: ['vrf'],
    summary: 'one BGP peer in detail: last reset, timers, limits',
  },
  'bgp-route': {
    arguments: [{ name: 'prefix', required: true }],
    flags: ['vrf'],
    summary: 'every BGP path of one prefix, best first as the device orders them',
  },
  route: {
    arguments: [{ name: 'target', shown: 'prefix-or-address', required: true }],
    flags: ['vrf'],
    summary: 'the route to a prefix or address with its next hops',
  },
  'ospf-neighbors': { arguments: [], flags: ['vrf'], summary: 'OSPF neighbours of both versions' },
  'isis-adjacencies': { arguments: [], flags: ['vrf'], summary: 'IS-IS adjacencies' },
  'bfd-sessions': { arguments: [], flags: ['vrf'], summary: 'BFD sessions with their timers' },
  'lldp-neighbors': { arguments: [], flags: [], summary: 'who is at the other end of each link' },
  arp: {
    arguments: [{ name: 'address', required: false }],
    flags: ['vrf'],
    summary: 'ARP and IPv6 neighbour entries',
  },
  'mac-table': {
    arguments: [{ name: 'mac', required: false }],
    flags: [],
    summary: 'where MAC addresses were learnt',
  },
  ping: {
    arguments: [{ name: 'destination', required: true }],
    flags: ['vrf', 'source'],
    summary: 'loss and round-trip time to an allowed destination',
  },
  traceroute: {
    arguments: [{ name: 'destination', required: true }],
    flags: ['vrf', 'source'],
    summary: 'hop by hop to an allowed destination',
  },
  environment: { arguments: [], flags: [], summary: 'fans, power supplies and temperatures' },
  'cpu-memory': { arguments: [], flags: [], summary: 'load, memory and the busiest processes' },
  log: { arguments: [{ name: 'lines', required: false }], flags: [], summary: 'the last log lines' },
  version: { arguments: [], flags: [], summary: 'software version, model and uptime' },
  'config-history': { arguments: [], flags: [], summary: 'who changed the configuration, and when' },
  lag: {
    arguments: [{ name: 'interface', required: false }],
    flags: [],
    summary: 'link aggregates and their members',
  },
  'mpls-lsps': { arguments: [], flags: [], summary: 'label-switched paths' },
  ntp: { arguments: [], flags: [], summary: 'time servers and how far off the clock is' },
  'queue-drops': { arguments: [], flags: [], summary: 'packets dropped in queues' },
} as const satisfies Record<string, DiagnosticSpec>;

/** What a usage line calls an argument. */
export function argumentLabel({ name, shown }: ArgumentSpec): string {
  return shown ?? name;
}

export type DiagnosticName = keyof typeof diagnostics;
export const diagnosticNames = Object.keys(diagnostics) as DiagnosticName[];

/**
 * Validated arguments in canonical form: an interface in the platform's full name, addresses re-serialised.
 * `lines` is at most 200.
 */
export interface DiagnosticArguments {
  interface?: string;
  peer?: string;
  /** With length. */
  prefix?: string;
  /** Address, or prefix with length. */
  target?: string;
  address?: string;
  /** aa:bb:cc:dd:ee:ff. */
  mac?: string;
  destination?: string;
  lines?: number;
  vrf?: string;
  source?: string;
}

export interface DiagnosticRecords {
  interfaces: InterfaceRecord;
  'interface-detail': InterfaceDetailRecord;
  optics: OpticsRecord;
  'bgp-summary': BgpSummaryRecord;
  'bgp-peer': BgpPeerRecord;
  'bgp-route': BgpRouteRecord;
  route: RouteRecord;
  'ospf-neighbors': OspfNeighborRecord;
  'isis-adjacencies': IsisAdjacencyRecord;
  'bfd-sessions': BfdSessionRecord;
  'lldp-neighbors': LldpNeighborRecord;
  arp: ArpRecord;
  'mac-table': MacTableRecord;
  ping: PingRecord;
  traceroute: TracerouteRecord;
  environment: EnvironmentRecord;
  'cpu-memory': CpuMemoryRecord;
  log: LogRecord;
  version: VersionRecord;
  'config-history': ConfigHistoryRecord;
  lag: LagRecord;
  'mpls-lsps': MplsLspRecord;
  ntp: NtpRecord;
  'queue-drops': QueueDropsRecord;
}

export const outcomes = [
  'ok',
  'empty',
  'rejected',
  'partial',
  'incomplete',
  'unreachable',
  'auth-failed',
  'host-key-refused',
  'timed-out',
  'cancelled',
  'busy',
  'refused',
  'unsupported',
] as const;
export type Outcome = (typeof outcomes)[number];

export interface CommandRun {
  command: string;
  /** Over the redacted text as stored; null when nothing came back. */
  rawSha256: string | null;
  durationMs: number;
}

/** The one shape of every answer of a device, every key always present (contract.md section 4). */
export interface DiagnosticResult<N extends DiagnosticName = DiagnosticName> {
  /** Inventory key; null for a pasted output (`ringdown parse`). */
  device: string | null;
  platform: PlatformName;
  diagnostic: N;
  outcome: Outcome;
  commands: CommandRun[];
  records: DiagnosticRecords[N][];
  /** Lines of the table that were not understood, as the device printed them. */
  unparsed: string[];
  /** The device's or our own words when the outcome is neither ok nor empty. */
  error: string | null;
  startedAt: string;
  durationMs: number;
  truncated: boolean;
}

/** What people are shown of an answer. */
export type ShownResult = Pick<
  DiagnosticResult,
  'device' | 'diagnostic' | 'outcome' | 'records' | 'unparsed' | 'error' | 'truncated'
>;
