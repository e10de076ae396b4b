import type { SendResult, SlackCall } from '../slack/send.ts';
import type { Transaction } from '../store/database.ts';
import type { OutboxRow } from '../store/outbox.ts';
import { intend } from './slack-intent.ts';

/** A request that Slack still carries out after we gave it up has been carried out by then. */
const doublesAfterMs = 60_000;

/** What was asked for more than once is looked for again, when no request can have a late effect any more. */
export async function armDoubles(
  trx: Transaction,
  row: OutboxRow,
  call: SlackCall,
  sent: SendResult & { status: 'sent' },
  nowMs: number,
): Promise<void> {
  // A shared file is answered by its id alone; one that was found is known by its message.
  const keep = sent.fileId ?? sent.ts;
  if (!['post', 'dm', 'file'].includes(call.kind) || keep === undefined || sent.channel === undefined) return;
  const threadTs = 'threadTs' in call ? call.threadTs : undefined;
  await intend(
    trx,
    {
      kind: 'remove-doubles',
      channel: sent.channel,
      key: row.key,
      keep,
      ...(threadTs === undefined ? {} : { threadTs }),
      ...(call.kind === 'file' ? { file: { filename: call.filename, title: call.title } } : {}),
    },
    {
      key: `doubles:${row.key}:${row.attempts}`,
      lane: 'output',
      incident: row.incident,
      nowMs,
      notBeforeMs: nowMs + doublesAfterMs,
    },
  );
}
