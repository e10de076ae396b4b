import type { NewEvent, TimelineEvent } from '../domain/timeline.ts';
import { redact } from '../lib/redact.ts';
import type { Transaction } from '../store/database.ts';
import { appendEvents } from '../store/timeline.ts';
import type { Deps } from './deps.ts';
import { armWitness } from './witness-head.ts';

/**
 * Writes entries on one chain, an incident's or the one outside incidents. Everything that ops put on a record goes this
 * way, so that no hundredth entry stays without a witness. What changes an incident goes through `recordOn`.
 */
export async function writeEntries(
  trx: Transaction,
  deps: Deps,
  incident: string | null,
  events: readonly NewEvent[],
): Promise<TimelineEvent[]> {
  const appended = await appendEvents(trx, incident, events, deps.clock.nowMs(), redact);
  await armWitness(trx, deps, incident, appended);
  return appended;
}
