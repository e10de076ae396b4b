/** Time limits and sizes of the device layer; every stage has its own, so that nothing can wait for ever. */
export interface DeviceLimits {
  /** Name resolution and TCP. */
  tcpMs: number;
  /** From the first packet to the login: TCP or the way from the jump host, SSH banner, key exchange and login together. */
  loginMs: number;
  channelOpenMs: number;
  /** First prompt of a terminal, and the prompt after each line of a change. */
  promptMs: number;
  /** Silence in the middle of a command; not applied to slow commands. */
  idleMs: number;
  commandMs: number;
  /** Total for commands that are marked slow, such as traceroute. */
  slowCommandMs: number;
  /** A terminal must be quiet for this long before its last line counts as a question or a prompt of a change. */
  quietMs: number;
  /** An empty line that is not answered for this long was lost by the device. */
  lostLineMs: number;
  closeMs: number;
  keepaliveMs: number;
  keepaliveCount: number;
  outputBytes: number;
  outputLines: number;
  /** Devices that are worked on at the same time; one that has taken `longWaitMs` is only waited for. */
  devicesAtOnce: number;
  longWaitMs: number;
  execChannelsPerDevice: number;
  shellsPerDevice: number;
  queuePerDevice: number;
  /** A connection that nobody used for this long is closed. */
  idleCloseMs: number;
  /** The same lines to the same device within this time are asked once. */
  coalesceMs: number;
  /** Pause after two refused logins in a row; TACACS and PAM lock accounts out. */
  loginPauseMs: number;
  /** Pause after two failed connections in a row. */
  connectPauseMs: number;
  /** A device that refused exec channels is asked on a terminal for this long. */
  execRefusedMs: number;
}

export const defaultLimits: DeviceLimits = {
  tcpMs: 5_000,
  loginMs: 10_000,
  channelOpenMs: 5_000,
  promptMs: 10_000,
  idleMs: 20_000,
  commandMs: 30_000,
  slowCommandMs: 60_000,
  quietMs: 60,
  lostLineMs: 2_000,
  closeMs: 2_000,
  keepaliveMs: 10_000,
  keepaliveCount: 3,
  outputBytes: 512 * 1024,
  outputLines: 5_000,
  devicesAtOnce: 32,
  longWaitMs: 1_000,
  execChannelsPerDevice: 2,
  shellsPerDevice: 1,
  queuePerDevice: 10,
  idleCloseMs: 5 * 60_000,
  coalesceMs: 5_000,
  loginPauseMs: 60_000,
  connectPauseMs: 10_000,
  execRefusedMs: 24 * 3_600_000,
};

/** What ringdown.yaml may say under `limits`, in the units of the contract. */
interface ConfiguredLimits extends Pick<DeviceLimits, 'devicesAtOnce' | 'shellsPerDevice' | 'execChannelsPerDevice'> {
  commandSeconds: number;
  tracerouteSeconds: number;
}

export type ChangedLimits = { [Name in keyof (DeviceLimits & ConfiguredLimits)]?: number | undefined };

/** The defaults with what was set; `undefined` means not set. */
export function deviceLimits({ commandSeconds, tracerouteSeconds, ...rest }: ChangedLimits = {}): DeviceLimits {
  const set = Object.entries({
    commandMs: commandSeconds === undefined ? undefined : commandSeconds * 1_000,
    slowCommandMs: tracerouteSeconds === undefined ? undefined : tracerouteSeconds * 1_000,
    ...rest,
  }).filter(([, value]) => value !== undefined);
  return { ...defaultLimits, ...Object.fromEntries(set) };
}
