import { soakMs } from '../domain/criterion.ts';
import { duration } from '../domain/verdict-words.ts';
import { isoTime } from '../lib/clock.ts';
import { choicesView } from '../slack/views/choices.ts';
import { plainMessage } from '../slack/views/plain.ts';
import type { Transaction } from '../store/database.ts';
import { keysBeginning } from '../store/outbox-questions.ts';
import { buttonFor } from './buttons.ts';
import { clockCause, eventOf } from './cause.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { intend } from './slack-intent.ts';

const held = `All exit criteria have held for ${duration(soakMs / 1000)}.`;

/** Offers to end an incident whose exit criteria have held since `sinceMs`, once for each such beginning. */
export async function offerEnd(trx: Transaction, deps: Deps, incident: string, sinceMs: number): Promise<void> {
  await recordOn(trx, deps, incident, [eventOf(clockCause, 'note.added', { text: held })]);
  const resolve = await buttonFor(trx, deps, { incident, root: 'inc', text: 'status resolved' });
  const view = choicesView(
    `:white_check_mark: ${held} Resolve ${incident}? It is looked after for another hour, and reopened if one fails.`,
    [{ label: 'Resolve', id: resolve.id }],
    '/inc status resolved',
  );
  await intend(
    trx,
    { kind: 'post', to: { incident }, view },
    { key: `${offersOf(incident)}${isoTime(sinceMs)}`, lane: 'timeline', incident, nowMs: deps.clock.nowMs() },
  );
}

/** Takes the Resolve button off every such offer of an incident that has ended. */
export async function closeEndOffers(trx: Transaction, deps: Deps, incident: string): Promise<void> {
  const view = plainMessage(`:white_check_mark: ${held} ${incident} is resolved.`, null);
  for (const message of await keysBeginning(trx, 'post', offersOf(incident)))
    await intend(
      trx,
      { kind: 'update', to: { incident }, message, view },
      { key: `${message}:closed`, coalesce: message, lane: 'timeline', incident, nowMs: deps.clock.nowMs() },
    );
}

/** What the outbox keys of an incident's offers begin with. */
function offersOf(incident: string): string {
  return `criteria-offer:${incident}:`;
}
