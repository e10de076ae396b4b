import type { NetworkState, ResetReason } from './state.ts';
import { configOf, deviceSpec, holdSeconds, keepaliveSeconds, type Link, type LogEvent } from './state.ts';

type Record = (state: NetworkState, event: LogEvent) => void;

/** From this loss on, three keepalives in a row are soon missed and the hold timer runs out. */
const starvingLossPercent = 70;

/** Moves one BGP session on by `elapsedMs`. */
export function advanceSession(state: NetworkState, link: Link, elapsedMs: number, record: Record): void {
  const { session } = link;
  const shutByA = link.b.address in configOf(state, link.a.device).shutPeers;
  const shutByB = link.a.address in configOf(state, link.b.device).shutPeers;
  const starved = Math.max(link.aToB.lossPercent, link.bToA.lossPercent) >= starvingLossPercent;

  if (session.established) {
    countKeepalives(link, elapsedMs);
    if (shutByA || shutByB) {
      const message = configOf(state, (shutByA ? link.a : link.b).device).shutPeers[(shutByA ? link.b : link.a).address]
        ?.message;
      dropSession(
        state,
        link,
        shutByA ? 'admin-local' : 'admin-remote',
        shutByB ? 'admin-local' : 'admin-remote',
        record,
      );
      session[shutByA ? 'b' : 'a'].shutdownMessage = message ?? null;
      return;
    }
    session.starvedSinceMs = starved ? (session.starvedSinceMs ?? state.nowMs) : null;
    if (session.starvedSinceMs !== null && state.nowMs - session.starvedSinceMs >= holdSeconds * 1000) {
      const aHearsNothing = link.bToA.lossPercent >= starvingLossPercent;
      dropSession(
        state,
        link,
        aHearsNothing ? 'hold-expired' : 'hold-expired-remote',
        aHearsNothing ? 'hold-expired-remote' : 'hold-expired',
        record,
      );
    }
    return;
  }

  if (shutByA || shutByB || starved || !link.a.operUp) {
    session.reconnectMs = null;
    return;
  }
  session.reconnectMs ??= state.nowMs + 1000 + Math.round(state.random() * 1000);
  if (state.nowMs < session.reconnectMs) return;
  session.established = true;
  session.sinceMs = state.nowMs;
  session.establishedMs = state.nowMs;
  session.timesEstablished += 1;
  session.reconnectMs = null;
  session.starvedSinceMs = null;
  logBothEnds(state, link, true, record);
}

/** Takes a session down; the two reasons are what each end will say about it. */
export function dropSession(
  state: NetworkState,
  link: Link,
  reasonAtA: ResetReason,
  reasonAtB: ResetReason,
  record: Record,
): void {
  const { session } = link;
  session.established = false;
  session.sinceMs = state.nowMs;
  session.timesDropped += 1;
  session.starvedSinceMs = null;
  session.reconnectMs = null;
  for (const [side, reason] of [
    [session.a, reasonAtA],
    [session.b, reasonAtB],
  ] as const) {
    side.lastReset = reason;
    side.lastResetMs = state.nowMs;
    side.shutdownMessage = null;
  }
  logBothEnds(state, link, false, record);
}

function countKeepalives(link: Link, elapsedMs: number): void {
  // Whole messages come out of the fraction on average; parsers only ever see the floor.
  const messages = elapsedMs / (keepaliveSeconds * 1000);
  for (const side of [link.session.a, link.session.b]) {
    side.messagesIn += messages;
    side.messagesOut += messages;
  }
}

function logBothEnds(state: NetworkState, link: Link, up: boolean, record: Record): void {
  for (const [port, remote, side] of [
    [link.a, link.b, link.session.a],
    [link.b, link.a, link.session.b],
  ] as const) {
    record(state, {
      atMs: state.nowMs,
      device: port.device,
      event: {
        kind: 'session',
        peer: remote.address,
        remoteAs: deviceSpec(remote.device).asn,
        up,
        reason: side.lastReset,
      },
    });
  }
}
