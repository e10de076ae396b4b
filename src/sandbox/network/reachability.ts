import type { CliIo, DeviceContext } from './cli.ts';
import { probe } from './probe.ts';

export interface PingPlan {
  destination: string;
  /** Null: until interrupted. */
  count: number | null;
  /** From one request to the next when the answer came. */
  intervalMs: number;
  /** From a request without an answer to the next. */
  timeoutMs: number;
  firstSequence: 0 | 1;
  reply: (sequence: number, ttl: number, rttMs: number) => string;
  unreachable: string;
}

export interface PingStatistics {
  sent: number;
  received: number;
  lossPercent: number;
  rtts: number[];
  min: number;
  avg: number;
  max: number;
  deviation: number;
  durationMs: number;
}

/** Sends requests through the model, one line per answer, until the count is reached or the io is interrupted. Null when there is no route. */
export async function ping(context: DeviceContext, io: CliIo, plan: PingPlan): Promise<PingStatistics | null> {
  const rtts: number[] = [];
  const startedMs = context.network().nowMs;
  let sent = 0;
  while (plan.count === null || sent < plan.count) {
    const result = probe(context.network(), context.device.name, plan.destination, sent);
    if (result.outcome === 'no-route' && sent === 0) {
      io.write(`${plan.unreachable}\n`);
      return null;
    }
    const sequence = sent + plan.firstSequence;
    sent += 1;
    if (result.outcome === 'reply') {
      rtts.push(result.rttMs);
      io.write(`${plan.reply(sequence, result.ttl, result.rttMs)}\n`);
    }
    const last = sent === plan.count;
    if (last && result.outcome === 'reply') break;
    if (!(await io.wait(result.outcome === 'reply' ? plan.intervalMs : plan.timeoutMs))) break;
  }
  return statistics(sent, rtts, context.network().nowMs - startedMs);
}

function statistics(sent: number, rtts: number[], durationMs: number): PingStatistics {
  const avg = rtts.reduce((total, rtt) => total + rtt, 0) / Math.max(1, rtts.length);
  const variance = rtts.reduce((total, rtt) => total + (rtt - avg) ** 2, 0) / Math.max(1, rtts.length);
  return {
    sent,
    received: rtts.length,
    lossPercent: sent === 0 ? 0 : (100 * (sent - rtts.length)) / sent,
    rtts,
    min: Math.min(...rtts),
    avg,
    max: Math.max(...rtts),
    deviation: Math.sqrt(variance),
    durationMs,
  };
}
