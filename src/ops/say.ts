import { plainMessage } from '../slack/views/plain.ts';
import type { Transaction } from '../store/database.ts';
import type { Cause } from './cause.ts';
import type { Deps } from './deps.ts';
import { slackMention } from './mention.ts';
import { intend, type Lane } from './slack-intent.ts';

/** Posts one sentence of ours, and below it what a person or device wrote, into the incident's channel. */
export async function sayOn(
  trx: Transaction,
  deps: Deps,
  incident: string,
  key: string,
  sentence: string,
  quoted: string | null,
  options: { lane?: Lane; threadOf?: string } = {},
): Promise<void> {
  const intent = { kind: 'post', to: { incident }, view: plainMessage(sentence, quoted) } as const;
  await intend(trx, options.threadOf === undefined ? intent : { ...intent, threadOf: options.threadOf }, {
    key,
    lane: options.lane ?? 'timeline',
    incident,
    nowMs: deps.clock.nowMs(),
  });
}

/** The actor in words: a mention for a person, the name for the rest. */
export function whoSaid(deps: Deps, cause: Cause): string {
  return cause.actor.kind === 'person' ? (slackMention(deps, cause.actor.id) ?? cause.actor.id) : cause.actor.id;
}
