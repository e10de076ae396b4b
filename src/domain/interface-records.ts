/** Records of the diagnostics about interfaces. Unknown is `null`, never 0 or "". */

export type AdminStatus = 'up' | 'down' | null;
export type OperStatus = 'up' | 'down' | 'testing' | 'dormant' | 'not-present' | 'lower-layer-down' | 'unknown';

export interface InterfaceRecord {
  interface: string;
  description: string | null;
  adminStatus: AdminStatus;
  operStatus: OperStatus;
  /** Why it is not up: `admin`, `err-disabled` or `link-not-connected` on every platform, anything else in the device's words. */
  reason: string | null;
  speedBitsPerSecond: number | null;
  duplex: string | null;
  mediaType: string | null;
  /** As the platform prints it; `mtuLayer` says what it counts. */
  mtuBytes: number | null;
  mtuLayer: 'l2' | 'ip' | null;
  vrf: string | null;
  lag: string | null;
  /** Addresses with prefix length, e.g. 198.51.100.0/31. */
  ipAddresses: string[];
}

export interface InterfaceDetailRecord extends InterfaceRecord {
  lastChangeSeconds: number | null;
  carrierTransitions: number | null;
  inErrors: number | null;
  outErrors: number | null;
  crcErrors: number | null;
  inDiscards: number | null;
  outDiscards: number | null;
  inBitsPerSecond: number | null;
  outBitsPerSecond: number | null;
  inPacketsPerSecond: number | null;
  outPacketsPerSecond: number | null;
  rateIntervalSeconds: number | null;
  /** Decimal strings: octet counters outgrow doubles. */
  inOctets: string | null;
  outOctets: string | null;
  countersClearedSeconds: number | null;
  fec: string | null;
}
