import type { Reader, Transaction } from './database.ts';
import type { Schema } from './schema.ts';

export interface IncidentRow {
  id: string;
  number: number;
  title: string;
  severity: Schema['incident']['severity'];
  status: Schema['incident']['status'];
  commander: string | null;
  declaredAt: string;
  resolvedAt: string | null;
  channelId: string | null;
  channelName: string | null;
  /** Slack's word for why nothing can be written there any more. */
  channelClosed: string | null;
}

export async function nextIncidentNumber(trx: Transaction): Promise<number> {
  const row = await trx
    .selectFrom('incident')
    .select(({ fn }) => fn.max('number').as('last'))
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

export async function insertIncident(
  trx: Transaction,
  incident: Pick<IncidentRow, 'id' | 'number' | 'title' | 'severity' | 'status' | 'commander' | 'declaredAt'>,
): Promise<void> {
  const { declaredAt, ...rest } = incident;
  await trx
    .insertInto('incident')
    .values({
      ...rest,
      declared_at: declaredAt,
      resolved_at: null,
      channel_id: null,
      channel_name: null,
      channel_closed: null,
    })
    .execute();
}

/** Brings the cached row up to what the events say. */
export async function updateIncident(
  trx: Transaction,
  incident: Pick<IncidentRow, 'id' | 'title' | 'severity' | 'status' | 'commander' | 'resolvedAt'>,
): Promise<void> {
  const { id, resolvedAt, ...rest } = incident;
  await trx
    .updateTable('incident')
    .set({ ...rest, resolved_at: resolvedAt })
    .where('id', '=', id)
    .execute();
}

/** Remembers the channel that Slack has made for it. */
export async function setChannel(
  trx: Transaction,
  id: string,
  channel: { channelId: string; channelName: string },
): Promise<void> {
  await trx
    .updateTable('incident')
    .set({ channel_id: channel.channelId, channel_name: channel.channelName })
    .where('id', '=', id)
    .execute();
}

/** Remembers that nothing can be written into its channel any more, or with null that it can again. */
export async function setChannelClosed(db: Reader, id: string, word: string | null): Promise<void> {
  await db.updateTable('incident').set({ channel_closed: word }).where('id', '=', id).execute();
}

export async function incidentById(db: Reader, id: string): Promise<IncidentRow | null> {
  const row = await db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? fromRow(row) : null;
}

export async function incidentByChannel(db: Reader, channelId: string): Promise<IncidentRow | null> {
  const row = await db.selectFrom('incident').selectAll().where('channel_id', '=', channelId).executeTakeFirst();
  return row ? fromRow(row) : null;
}

/** Newest first. */
export async function listIncidents(db: Reader, which: 'open' | 'all'): Promise<IncidentRow[]> {
  let query = db.selectFrom('incident').selectAll().orderBy('number', 'desc');
  if (which === 'open') query = query.where('status', '<>', 'resolved');
  return (await query.execute()).map(fromRow);
}

function fromRow(row: Schema['incident']): IncidentRow {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    severity: row.severity,
    status: row.status,
    commander: row.commander,
    declaredAt: row.declared_at,
    resolvedAt: row.resolved_at,
    channelId: row.channel_id,
    channelName: row.channel_name,
    channelClosed: row.channel_closed,
  };
}
