/** Records of the diagnostics about the box, its parts and its links. Unknown is `null`, never 0 or "". */

type ThresholdLevel = 'HighAlarm' | 'HighWarning' | 'LowWarning' | 'LowAlarm';
export type OpticThreshold =
  | `${'rxPower' | 'txPower'}${ThresholdLevel}Dbm`
  | `bias${ThresholdLevel}Milliamps`
  | `temperature${ThresholdLevel}Celsius`
  | `voltage${ThresholdLevel}Volts`;

export interface OpticsRecord {
  interface: string;
  /** Null for a module of one lane. */
  lane: number | null;
  type: string | null;
  vendor: string | null;
  partNumber: string | null;
  serial: string | null;
  rxPowerDbm: number | null;
  txPowerDbm: number | null;
  /** True when the device prints that no light is received (-inf); null where the power is unknown. */
  noLight: boolean | null;
  biasMilliamps: number | null;
  temperatureCelsius: number | null;
  voltageVolts: number | null;
  /** Only those that the device prints and that mean something (all 0.0 is none). */
  thresholds: Partial<Record<OpticThreshold, number>>;
  /** What the device itself marks as out of range, in its words. */
  alarms: string[];
}

export interface LldpNeighborRecord {
  interface: string;
  neighborName: string | null;
  neighborInterface: string | null;
  neighborDescription: string | null;
  /** A MAC address as aa:bb:cc:dd:ee:ff, anything else as printed. */
  chassisId: string | null;
  managementAddresses: string[];
}

export interface ArpRecord {
  vrf: string | null;
  ipAddress: string;
  /** aa:bb:cc:dd:ee:ff; null when the entry is incomplete. */
  macAddress: string | null;
  interface: string | null;
  ageSeconds: number | null;
  /** In lower case: reachable, stale, static, interface, incomplete … */
  state: string | null;
}

export interface MacTableRecord {
  /** A VLAN number, or the name of a bridge domain where the platform has names only. */
  vlan: string | null;
  /** aa:bb:cc:dd:ee:ff. */
  macAddress: string;
  interface: string | null;
  /** In lower case: dynamic, static, self … */
  type: string | null;
  moves: number | null;
}

export interface EnvironmentRecord {
  component: 'fan' | 'psu' | 'temperature' | 'voltage' | 'current' | 'power' | 'cpu' | 'alarm' | 'other';
  name: string;
  status: 'ok' | 'warning' | 'failed' | 'absent' | null;
  reading: number | null;
  /** celsius, rpm, percent, watts, volts, amps; null without a reading. */
  unit: 'celsius' | 'rpm' | 'percent' | 'watts' | 'volts' | 'amps' | null;
}

export interface ProcessShare {
  name: string;
  cpuPercent: number;
}

export interface CpuMemoryRecord {
  /** What the figures are about: system, RP0, routing-engine 0, a core … */
  scope: string;
  cpuPercent5s: number | null;
  cpuPercent1m: number | null;
  cpuPercent5m: number | null;
  load1m: number | null;
  memoryTotalBytes: number | null;
  memoryUsedBytes: number | null;
  /** The busiest ones first, at most ten. */
  topProcesses: ProcessShare[];
}

export interface ConfigHistoryRecord {
  /** The device's own name of the commit, checkpoint or archive. */
  id: string;
  /** ISO-8601 UTC; null where the device prints no year or no zone. */
  at: string | null;
  /** As printed; null where the device prints no time. */
  atText: string | null;
  user: string | null;
  client: string | null;
  comment: string | null;
}

export interface LagMember {
  interface: string;
  /** In lower-case words: bundled, standby, suspended, down, individual …; null when not printed. */
  state: string | null;
  reason: string | null;
}

export interface LagRecord {
  lag: string;
  status: 'up' | 'down' | 'admin-down' | null;
  protocol: 'lacp' | 'pagp' | 'static' | null;
  minLinks: number | null;
  members: LagMember[];
}

export interface NtpRecord {
  /** Null where the device cut it. */
  peer: string | null;
  /** synced (the one the clock follows), candidate, outlier, falseticker, unreachable, configured, unknown. */
  state: 'synced' | 'candidate' | 'outlier' | 'falseticker' | 'unreachable' | 'configured' | 'unknown';
  stratum: number | null;
  offsetMs: number | null;
  delayMs: number | null;
  /** The reach register as a number from 0 to 255 (printed in octal by most). */
  reach: number | null;
}

export interface QueueDropsRecord {
  interface: string;
  /** Name or number of the queue or class, with its direction where both exist. */
  queue: string;
  droppedPackets: number | null;
  droppedBytes: number | null;
}

export interface LogRecord {
  /** ISO-8601 UTC; null where the device prints no year or no zone. */
  at: string | null;
  /** As printed; null where a ring buffer lost it. */
  atText: string | null;
  clockSynced: boolean | null;
  /** Syslog severity 0 to 7. */
  severity: number | null;
  facility: string | null;
  mnemonic: string | null;
  message: string;
}

export interface VersionRecord {
  hostname: string | null;
  model: string | null;
  osVersion: string | null;
  serial: string | null;
  uptimeSeconds: number | null;
  lastRebootReason: string | null;
}
