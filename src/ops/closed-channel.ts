import { closesChannel } from '../slack/refusals.ts';
import type { SendResult, SlackCall } from '../slack/send.ts';
import { plainMessage } from '../slack/views/plain.ts';
import { inTransaction } from '../store/database.ts';
import { incidentById, setChannelClosed } from '../store/incidents.ts';
import { markRetry, type OutboxRow } from '../store/outbox.ts';
import type { Deps } from './deps.ts';
import { intend } from './slack-intent.ts';

/** The incident's own channel takes nothing any more: this message and the later ones go to the announcement channel. */
export async function goElsewhere(
  deps: Deps,
  row: OutboxRow,
  call: SlackCall,
  { word = '', error }: SendResult & { status: 'failed' },
): Promise<boolean> {
  if (row.incident === null || !('channel' in call) || !closesChannel(word)) return false;
  const incident = await incidentById(deps.database.db, row.incident);
  if (!incident || incident.channelId !== call.channel) return false;
  const { id } = incident;
  deps.log.error('the channel of an incident is closed to ringdown', { incident: id, error });
  const nowMs = deps.clock.nowMs();
  await inTransaction(deps.database, async (trx) => {
    await setChannelClosed(trx, id, word);
    await markRetry(trx, row.id, nowMs, error);
    const said = `${error}. Until something is typed there again, the messages of ${id} come here.`;
    const intent = { kind: 'post', to: { incident: id }, view: plainMessage(said, null) } as const;
    await intend(trx, intent, { key: `closed:${id}:${row.id}`, lane: 'page', incident: id, nowMs });
  });
  return true;
}
