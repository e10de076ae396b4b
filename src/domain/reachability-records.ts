/** Records of the diagnostics that send packets through the network. Unknown is `null`, never 0 or "". */

export interface PingRecord {
  vrf: string | null;
  source: string | null;
  destination: string;
  sent: number;
  received: number;
  lossPercent: number;
  rttMinMs: number | null;
  rttAvgMs: number | null;
  rttMaxMs: number | null;
}

export interface TracerouteReply {
  address: string;
  hostname: string | null;
  rttMs: number[];
  asn: number | null;
  mplsLabels: number[];
  /** Marks of its probes, each kind once: !H, or !H !N. */
  annotation: string | null;
}

export interface TracerouteRecord {
  hop: number;
  /** An unanswered hop has none. */
  replies: TracerouteReply[];
  /** True on the hop that answered as the destination. */
  reached: boolean;
}
