import { setTimeout as wait } from 'node:timers/promises';
import type { SocketMode } from './socket-mode.ts';
import type { Channel, SlackEvent, World } from './world.ts';

/**
 * Sends the world's events to the app: at once, then again after each of `retryDelaysMs` until it is acknowledged.
 * `signal` ends the waiting.
 */
export function deliverEvents(
  world: World,
  sockets: SocketMode,
  options: { retryDelaysMs: readonly number[]; signal: AbortSignal },
): void {
  world.onEvent((event, channel) => {
    if (appSees(world, event, channel)) void deliver(world, sockets, event, options);
  });
}

async function deliver(
  world: World,
  sockets: SocketMode,
  event: SlackEvent,
  options: { retryDelaysMs: readonly number[]; signal: AbortSignal },
): Promise<void> {
  const payload = {
    type: 'event_callback',
    token: 'verification',
    team_id: world.team.id,
    context_team_id: world.team.id,
    api_app_id: world.appId,
    // The event as it was: the message may change before a retry.
    event: structuredClone(event),
    event_id: world.newId('Ev'),
    event_time: Math.floor(world.nowMs() / 1000),
    is_ext_shared_channel: false,
    authorizations: [
      {
        enterprise_id: null,
        team_id: world.team.id,
        user_id: world.bot.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
  };
  let reason = '';
  for (const [attempt, delayMs] of [0, ...options.retryDelaysMs].entries()) {
    if (delayMs > 0) {
      const isOver = await wait(delayMs, false, { signal: options.signal, ref: false }).catch(() => true);
      if (isOver) return;
    }
    if (options.signal.aborted) return;
    const delivery = await sockets.deliver({
      type: 'events_api',
      payload,
      accepts_response_payload: false,
      retry_attempt: attempt,
      retry_reason: reason,
    });
    if (delivery.outcome === 'acked') return;
    reason = delivery.outcome === 'timed-out' ? 'timeout' : 'connection_failed';
  }
}

/** An app hears of the channels it is in, and of every public channel's making. */
function appSees(world: World, event: SlackEvent, channel: Channel | null): boolean {
  if (channel === null) return true;
  if (event.type === 'member_joined_channel' && event.user === world.bot.userId) return true;
  return channel.members.includes(world.bot.userId);
}
