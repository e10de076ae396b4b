import { setTimeout as wait } from 'node:timers/promises';
import type { AppDoor } from './app-door.ts';
import type { Channel, SlackEvent, World } from './world.ts';

/**
 * Sends the world's events to the app: at once, then again after each of `retryDelaysMs` until it is acknowledged.
 * `signal` ends the waiting.
 */
export function deliverEvents(
  world: World,
  door: AppDoor,
  options: { retryDelaysMs: readonly number[]; signal: AbortSignal },
): void {
  world.onEvent((event, channel) => {
    if (appSees(world, event, channel)) void deliver(world, door, event, channel, options);
  });
}

async function deliver(
  world: World,
  door: AppDoor,
  event: SlackEvent,
  channel: Channel | null,
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
    is_ext_shared_channel: channel?.isExtShared ?? false,
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
    const retry = attempt === 0 ? {} : { retry: { attempt, reason } };
    const delivery = await door.deliver({ type: 'events_api', payload, ...retry });
    if (delivery.outcome === 'acked' || (delivery.outcome === 'http-error' && delivery.noRetry)) return;
    reason = door.reasonOf(delivery);
  }
}

/** An app hears of the channels it is in, and of every public channel's making. */
function appSees(world: World, event: SlackEvent, channel: Channel | null): boolean {
  if (channel === null) return true;
  if (event.type === 'member_joined_channel' && event.user === world.bot.userId) return true;
  return channel.members.includes(world.bot.userId);
}
