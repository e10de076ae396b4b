import { isoTime } from '../lib/clock.ts';
import { plainMessage } from '../slack/views/plain.ts';
import { inTransaction } from '../store/database.ts';
import type { Deps } from './deps.ts';
import { intend } from './slack-intent.ts';

/** What an operator must hear of, though the bot goes on. */
export type Alarm =
  | { kind: 'events-withheld' }
  | { kind: 'foreign-socket'; sockets: number }
  | { kind: 'slack-refuses-token'; error: string }
  | { kind: 'record-changed'; problems: readonly string[] };

/**
 * Says it in the log and, where the config names one, in the announcement channel, once an hour. A store that cannot
 * take the message has the alarm in the log.
 */
export async function tellAlarm(deps: Deps, alarm: Alarm): Promise<void> {
  const words = wordsOf(alarm);
  deps.log.error(words, { alarm: alarm.kind });
  const channel = deps.config.slack?.announce;
  if (!channel) return;
  const nowMs = deps.clock.nowMs();
  const key = `alarm:${alarm.kind}:${isoTime(nowMs).slice(0, 13)}`;
  const intent = { kind: 'post', to: { channel }, view: plainMessage(words, null) } as const;
  try {
    await inTransaction(deps.database, (trx) => intend(trx, intent, { key, lane: 'page', incident: null, nowMs }));
    deps.poke();
  } catch (error) {
    deps.log.error('an alarm could not be put on its way to Slack', { alarm: alarm.kind, error });
  }
}

function wordsOf(alarm: Alarm): string {
  switch (alarm.kind) {
    case 'events-withheld':
      return 'Slack withholds events of this workspace from ringdown for a minute, because there are too many. Mentions and pins of that minute may be missing: write or pin again. Commands and buttons work.';
    case 'foreign-socket':
      return `Slack counts ${alarm.sockets} sockets of this app; two are ringdown's. Somebody else holds its app-level token and takes a share of what you type. If that is not a second installation of yours: revoke the token at Slack, put a new one into the config and restart.`;
    case 'record-changed':
      return `The record does not hold. ${changesOf(alarm.problems)} Somebody or something changed the store: keep a copy of it as it is, run ringdown verify, and compare with a backup.`;
    case 'slack-refuses-token':
      return `${alarm.error}. Messages wait in the store and go out when that is mended.`;
  }
}

function changesOf(problems: readonly string[]): string {
  const more = problems.length - mostNamed;
  return `${problems.slice(0, mostNamed).join('. ')}${more > 0 ? `, and ${more} more` : ''}.`;
}

const mostNamed = 3;
