import type { TimelineEvent } from '../domain/timeline.ts';
import { UserError } from '../lib/errors.ts';
import type { Transaction } from '../store/database.ts';
import { readEvents } from '../store/timeline.ts';
import { loadIncident } from './load-incident.ts';

/** One entry of an incident's record. Throws UserError when there is none of that number or it was redacted. */
export async function entryOf(trx: Transaction, incident: string, seq: number): Promise<TimelineEvent> {
  await loadIncident(trx, incident);
  const [entry] = await readEvents(trx, incident, { afterSeq: seq - 1, throughSeq: seq });
  if (!entry) throw new UserError('usage', `${incident} has no entry ${seq}. /inc timeline shows the numbers.`);
  if (entry.body === null || entry.isRedacted)
    throw new UserError('usage', `Entry ${seq} of ${incident} was redacted.`);
  return entry;
}
