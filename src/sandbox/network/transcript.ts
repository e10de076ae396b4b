/** What one device was sent: every line of every channel, the way the device read it. */
export interface TranscriptEntry {
  atMs: number;
  account: string;
  /** Number of the channel since the device started. */
  channel: number;
  kind: 'exec' | 'shell';
  /** Without its line end; "\u0003" is a Ctrl-C. */
  line: string;
}
