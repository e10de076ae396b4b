/** Records of the diagnostics about routes and routing neighbours. Unknown is `null`, never 0 or "". */

export type BgpState = 'idle' | 'connect' | 'active' | 'opensent' | 'openconfirm' | 'established';

export interface BgpSummaryRecord {
  vrf: string | null;
  addressFamily: string | null;
  localAs: number | null;
  routerId: string | null;
  /** Address, or the interface for unnumbered peers. */
  peer: string;
  remoteAs: number | null;
  state: BgpState;
  adminDown: boolean;
  reason: string | null;
  /** Seconds in this state. */
  stateSeconds: number | null;
  /** Seconds established; null unless established. */
  upSeconds: number | null;
  prefixesReceived: number | null;
  prefixesAccepted: number | null;
  prefixesSent: number | null;
  description: string | null;
}

export interface BgpPeerRecord extends BgpSummaryRecord {
  lastResetReason: string | null;
  lastErrorCode: number | null;
  lastErrorSubcode: number | null;
  lastNotificationDirection: 'sent' | 'received' | null;
  lastResetSeconds: number | null;
  holdSeconds: number | null;
  keepaliveSeconds: number | null;
  messagesIn: number | null;
  messagesOut: number | null;
  flaps: number | null;
  maxPrefixes: number | null;
  localAddress: string | null;
  importPolicy: string | null;
  exportPolicy: string | null;
  bfd: string | null;
}

export interface BgpRouteRecord {
  vrf: string | null;
  /** With prefix length, canonical. */
  prefix: string;
  /** Add-path identifier as the device prints it. */
  pathId: number | null;
  best: boolean;
  /** Why it is, or is not, the best one, in the device's words. */
  bestReason: string | null;
  valid: boolean | null;
  nextHop: string | null;
  /** AS numbers from the neighbour to the origin: a set is an array of its own, the sequence of a confederation stands in order like any other. */
  asPath: (number | number[])[];
  origin: 'igp' | 'egp' | 'incomplete' | null;
  localPreference: number | null;
  med: number | null;
  /** "64500:100", or the well-known word in the device's spelling ("no-export"). */
  communities: string[];
  /** "64500:1:2". */
  largeCommunities: string[];
  /** As the device prints them, e.g. "RT:64500:1". */
  extendedCommunities: string[];
  /** Address of the peer it was learnt from; null for a route of the device's own. */
  peer: string | null;
  ageSeconds: number | null;
  rpki: 'valid' | 'invalid' | 'not-found' | null;
}

export interface RouteNextHop {
  /** Null for a directly connected or discard route. */
  address: string | null;
  interface: string | null;
  weight: number | null;
  /** True when the address itself must be looked up to find the interface. */
  recursive: boolean | null;
}

export interface RouteRecord {
  vrf: string | null;
  prefix: string;
  /** In lower-case words: connected, local, static, bgp, ospf, isis, rip, eigrp, aggregate …; null where the letter is unknown. */
  protocol: string | null;
  distance: number | null;
  metric: number | null;
  nextHops: RouteNextHop[];
  /** In use for forwarding. */
  active: boolean | null;
  ageSeconds: number | null;
}

export type OspfState = 'down' | 'attempt' | 'init' | 'twoway' | 'exstart' | 'exchange' | 'loading' | 'full';

export interface OspfNeighborRecord {
  version: 2 | 3;
  vrf: string | null;
  process: string | null;
  /** Dotted form: 0.0.0.0; null where the platform does not print it. */
  area: string | null;
  /** Router id of the neighbour. */
  neighborId: string;
  address: string | null;
  interface: string | null;
  state: OspfState;
  /** dr, bdr, drother; null on links without one. */
  role: 'dr' | 'bdr' | 'drother' | null;
  priority: number | null;
  deadSeconds: number | null;
  upSeconds: number | null;
}

export interface IsisAdjacencyRecord {
  process: string | null;
  /** 0000.0000.0001 where the platform prints it; many print only the hostname. */
  systemId: string | null;
  hostname: string | null;
  interface: string | null;
  level: '1' | '2' | '1-2' | null;
  state: 'up' | 'down' | 'init';
  holdSeconds: number | null;
  upSeconds: number | null;
  snpa: string | null;
}

export interface BfdSessionRecord {
  vrf: string | null;
  peer: string | null;
  interface: string | null;
  state: 'up' | 'down' | 'init' | 'admin-down';
  /** Local diagnostic code as a number or its words, as printed. */
  diagnosticCode: string | null;
  transmitMs: number | null;
  receiveMs: number | null;
  multiplier: number | null;
  upSeconds: number | null;
}

export interface MplsLspRecord {
  name: string | null;
  /** rsvp, ldp, segment-routing, static …, in lower case. */
  type: string | null;
  from: string | null;
  to: string | null;
  state: 'up' | 'down' | 'admin-down' | null;
  upSeconds: number | null;
}
