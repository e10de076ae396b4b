import type { Clock } from '../lib/clock.ts';
import { type Calm, createCalm, createIdle } from './calm.ts';
import { type CommandReply, failedReply } from './command-reply.ts';
import type { Dial } from './dial.ts';
import type { RunOptions } from './exec.ts';
import type { Gate, PassedLine } from './gate.ts';
import type { Device } from './inventory.ts';
import { createLane, type Lane } from './lane.ts';
import { createLimiter } from './limiter.ts';
import type { DeviceLimits } from './limits.ts';
import type { Platforms } from './platform-table.ts';
import type { ReadLogins } from './read-credentials.ts';

export interface PoolCommand {
  line: PassedLine;
  interruptAfterMs?: number;
  slow?: boolean;
}

export interface TimedReply {
  reply: CommandReply;
  startedMs: number;
  finishedMs: number;
  durationMs: number;
}

/** One connection per device, kept and reused; reads only. */
export interface Pool {
  /**
   * Runs the commands in order on one slot of the device and stops at the first that is not complete: the replies may
   * be fewer than the commands, never none. The same commands asked by several people within a moment are run once,
   * unless `fresh`. Never rejects.
   */
  run(device: Device, commands: readonly PoolCommand[], options: PoolOptions): Promise<TimedReply[]>;
  /** Forgets answers that could be handed out again; call it when a device was changed. */
  forget(): void;
  close(): void;
}

interface PoolOptions {
  signal?: AbortSignal | undefined;
  fresh?: boolean | undefined;
}

interface PoolParts {
  platforms: Platforms;
  logins: ReadLogins;
  gate: Gate;
  limits: DeviceLimits;
  clock: Clock;
  /** How devices are reached; directly when absent. */
  dial?: Dial | undefined;
  /** People type to this process: devices are called when nothing else is to be done. */
  besidePeople?: boolean;
}

interface SharedRun {
  startedMs: number;
  replies: Promise<TimedReply[]>;
  /** Null when it has ended. */
  abort: AbortController | null;
  askers: number;
}

/** One of each for the process: it has one event loop. */
const whenCalm = createCalm();
const whenIdle = createIdle();

export function createPool(parts: PoolParts): Pool {
  const { limits, clock } = parts;
  const lanes = new Map<string, Lane>();
  const shared = new Map<string, SharedRun>();
  const everywhere = createLimiter(() => limits.devicesAtOnce, Number.POSITIVE_INFINITY);
  let waitingElsewhere = 0;
  let closed = false;
  const mayCall: Calm = parts.besidePeople ? whenIdle : whenCalm;

  const laneOf = (device: Device): Lane => {
    const known = lanes.get(device.name);
    if (known) return known;
    const lane = createLane(device, parts);
    lanes.set(device.name, lane);
    return lane;
  };

  const isOld = (run: SharedRun) => run.abort === null && clock.nowMs() - run.startedMs >= limits.coalesceMs;

  let dropping = false;
  /** One timer for all answers; of one for each, a thousand answers a second would leave thousands. */
  const dropLater = () => {
    if (dropping) return;
    dropping = true;
    setTimeout(() => {
      dropping = false;
      for (const [key, run] of shared) if (isOld(run)) shared.delete(key);
      if ([...shared.values()].some(({ abort }) => abort === null)) dropLater();
    }, limits.coalesceMs).unref();
  };

  const timed = async (run: () => Promise<CommandReply>): Promise<TimedReply> => {
    const startedMs = clock.nowMs();
    const from = performance.now();
    const reply = await run();
    return { reply, startedMs, finishedMs: clock.nowMs(), durationMs: Math.round(performance.now() - from) };
  };

  /**
   * A device that takes long waits for itself and costs nothing, so after a moment its place goes to the next one:
   * forty dead devices must not hold up a thousand healthy ones. The places given up so have a limit, too.
   */
  const placeHeld = (): { leave(): void } => {
    let held = true;
    const waitElsewhere = setTimeout(() => {
      if (waitingElsewhere >= limits.devicesAtOnce * mostWaiting) return;
      held = false;
      waitingElsewhere += 1;
      everywhere.release();
    }, limits.longWaitMs).unref();
    return {
      leave: () => {
        clearTimeout(waitElsewhere);
        if (held) everywhere.release();
        else waitingElsewhere -= 1;
      },
    };
  };

  const runInOrder = async (
    device: Device,
    commands: readonly PoolCommand[],
    signal: AbortSignal,
  ): Promise<TimedReply[]> => {
    const lane = laneOf(device);
    const own = await lane.slots.acquire(signal);
    if (own !== 'acquired') return [await timed(async () => notAdmitted(own, limits))];
    try {
      const among = await everywhere.acquire(signal);
      if (among !== 'acquired') return [await timed(async () => notAdmitted(among, limits))];
      // Like the wait for a place, this is no time that the device takes.
      if (!lane.connected()) await mayCall();
      const place = placeHeld();
      try {
        const replies: TimedReply[] = [];
        for (const command of commands) {
          const reply = await timed(() => lane.run(command.line, optionsOf(command, signal)));
          replies.push(reply);
          if (reply.reply.outcome !== 'complete') break;
        }
        return replies;
      } finally {
        place.leave();
      }
    } finally {
      lane.slots.release();
      lane.rest();
    }
  };

  const start = (key: string, device: Device, commands: readonly PoolCommand[]): SharedRun => {
    const abort = new AbortController();
    const run: SharedRun = {
      startedMs: clock.nowMs(),
      abort,
      askers: 0,
      replies: runInOrder(device, commands, abort.signal).then((replies) => {
        run.abort = null;
        // Only whole answers are handed out again; a failure is tried again when somebody asks.
        const whole = !abort.signal.aborted && replies.every(({ reply }) => reply.outcome === 'complete');
        if (whole) dropLater();
        else if (shared.get(key) === run) shared.delete(key);
        return replies;
      }),
    };
    return run;
  };

  return {
    run: (device, commands, { signal, fresh }) => {
      if (closed)
        return timed(async () => failedReply('cancelled', 'ringdown is shutting down')).then((reply) => [reply]);
      const key = `${device.name}\n${commands.map(({ line }) => line.line).join('\n')}`;
      const known = fresh ? undefined : shared.get(key);
      const usable = known && known.abort?.signal.aborted !== true && !isOld(known);
      const run = usable ? known : start(key, device, commands);
      shared.set(key, run);
      return ask(run, signal);
    },
    forget: () => shared.clear(),
    close: () => {
      closed = true;
      for (const run of shared.values()) run.abort?.abort();
      shared.clear();
      for (const lane of lanes.values()) lane.close();
    },
  };

  /** One asker may leave; the run itself ends when the last one left. */
  function ask(run: SharedRun, signal: AbortSignal | undefined): Promise<TimedReply[]> {
    if (!signal) {
      run.askers = Number.POSITIVE_INFINITY;
      return run.replies;
    }
    run.askers += 1;
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        run.askers -= 1;
        if (run.askers === 0) run.abort?.abort();
        void timed(async () => failedReply('cancelled', 'cancelled')).then((reply) => resolve([reply]));
      };
      if (signal.aborted) return onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      run.replies.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    });
  }
}

/** Devices that are only waited for, in multiples of those that are worked on. */
const mostWaiting = 8;

function optionsOf({ interruptAfterMs, slow }: PoolCommand, signal: AbortSignal): RunOptions {
  return { ...(interruptAfterMs === undefined ? {} : { interruptAfterMs }), ...(slow ? { slow } : {}), signal };
}

function notAdmitted(why: 'busy' | 'cancelled' | 'lost', limits: DeviceLimits): CommandReply {
  if (why === 'busy')
    return failedReply('busy', `${limits.queuePerDevice} requests are already waiting for it; try again in a moment`);
  if (why === 'cancelled') return failedReply('cancelled', 'cancelled while waiting for its turn');
  return failedReply('unreachable', 'the device stopped answering while this waited for its turn');
}
