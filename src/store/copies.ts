import { sql } from 'kysely';
import { eachText } from '../lib/each-text.ts';
import type { Reader, Transaction } from './database.ts';

/** Copies of what the record holds, which go or change when an entry is redacted. */

/** What of a message is words: the rest says where it goes. */
const wordsOfMessage = ['view', 'title', 'topic', 'alt'];

/** Puts `instead` in the place of these texts in every message of an incident, or of none, that is not sent yet. */
export async function redactUnsent(
  trx: Transaction,
  incident: string,
  texts: readonly string[],
  instead: string,
): Promise<void> {
  const rows = await trx
    .selectFrom('outbox')
    .select(['id', 'payload', 'attempts'])
    .where('status', 'in', ['pending', 'sending'])
    .where((eb) => eb.or([eb('incident', '=', incident), eb('incident', 'is', null)]))
    .execute();
  const changed = (text: string) => texts.reduce((all, one) => all.replaceAll(one, instead), text);
  for (const { id, payload, attempts } of rows) {
    const intent = Object.entries(JSON.parse(payload) as Record<string, unknown>);
    const next = JSON.stringify(
      Object.fromEntries(
        intent.map(([name, it]) => [name, wordsOfMessage.includes(name) ? eachText(it, changed) : it]),
      ),
    );
    if (next === payload) continue;
    // Whoever has just read the old words finds that the row was tried meanwhile, and reads it again.
    await trx
      .updateTable('outbox')
      .set({ payload: next, attempts: attempts + 1 })
      .where('id', '=', id)
      .execute();
  }
}

/** Lets go of forms and choices that were opened with one of these texts, and of pictures that show one. */
export async function dropFormsAndPictures(
  trx: Transaction,
  incident: string,
  texts: readonly string[],
): Promise<void> {
  for (const text of texts) {
    await trx
      .deleteFrom('button')
      .where((eb) => eb.or([eb('action', 'like', 'form %'), eb('action', 'like', 'words %')]))
      .where((eb) => eb.or([eb('incident', '=', incident), eb('incident', 'is', null)]))
      .where(sql<boolean>`instr(body, ${inJson(text)}) > 0`)
      .execute();
    await trx.deleteFrom('artifact').where(sql<boolean>`text like '<svg %' and instr(text, ${text}) > 0`).execute();
  }
}

/** Entries of an incident, besides `seq`, in which this text still stands. */
export async function entriesWith(db: Reader, incident: string, seq: number, text: string): Promise<number[]> {
  const rows = await db
    .selectFrom('event')
    .select('seq')
    .where('chain', '=', incident)
    .where('seq', '<>', seq)
    .where(sql<boolean>`instr(body, ${inJson(text)}) > 0`)
    .orderBy('seq')
    .execute();
  return rows.map((row) => row.seq);
}

/** The text as it stands inside a JSON string. */
function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Removes a raw text that no answer names any more; the answers that name it, where there are some. */
export async function dropRawText(trx: Transaction, sha256: string): Promise<{ incident: string; seq: number }[]> {
  const rows = await trx
    .selectFrom('event')
    .select(['chain', 'seq'])
    .where('type', '=', 'diagnostic.answered')
    .where(sql<boolean>`instr(body, ${sha256}) > 0`)
    .execute();
  if (rows.length === 0) await trx.deleteFrom('artifact').where('sha256', '=', sha256).execute();
  return rows.map(({ chain, seq }) => ({ incident: chain, seq }));
}

/** What later answers to this question were to be compared with. */
export async function dropLastGood(
  trx: Transaction,
  key: { device: string; diagnostic: string; arguments: string },
): Promise<void> {
  await trx
    .deleteFrom('last_good')
    .where('device', '=', key.device)
    .where('diagnostic', '=', key.diagnostic)
    .where('arguments', '=', key.arguments)
    .execute();
}

/** What a run of a playbook keeps of one step's answer. */
export async function emptyStepResult(trx: Transaction, run: string, step: string, instead: string): Promise<void> {
  const row = await trx.selectFrom('playbook_run').select('results').where('id', '=', run).executeTakeFirst();
  const results = row ? (JSON.parse(row.results) as Record<string, object>) : {};
  if (results[step] === undefined) return;
  results[step] = { ...results[step], records: [], summary: instead, worse: [] };
  await trx
    .updateTable('playbook_run')
    .set({ results: JSON.stringify(results) })
    .where('id', '=', run)
    .execute();
}

/** The conclusion that a playbook has noted, where it stands in this note. */
export async function setConclusion(trx: Transaction, incident: string, note: string, instead: string): Promise<void> {
  await trx
    .updateTable('playbook_run')
    .set({ verdict: instead })
    .where('incident', '=', incident)
    .where('verdict', '<>', '')
    .where(sql<boolean>`instr(${note}, verdict) > 0`)
    .execute();
}

export async function setPageText(trx: Transaction, id: string, text: string): Promise<void> {
  await trx.updateTable('page').set({ text }).where('id', '=', id).execute();
}

export async function setAlertTitle(trx: Transaction, id: string, title: string): Promise<void> {
  await trx.updateTable('alert').set({ title }).where('id', '=', id).execute();
}

export async function setReason(trx: Transaction, mitigation: string, reason: string): Promise<void> {
  await trx.updateTable('mitigation').set({ reason }).where('id', '=', mitigation).execute();
}

export async function setVoteReason(
  trx: Transaction,
  vote: { mitigation: string; person: string },
  why: string,
): Promise<void> {
  await trx
    .updateTable('vote')
    .set({ why })
    .where('mitigation', '=', vote.mitigation)
    .where('person', '=', vote.person)
    .execute();
}

/** The name of an incident's channel is made of the title. */
export async function forgetChannelName(trx: Transaction, incident: string): Promise<void> {
  await trx.updateTable('incident').set({ channel_name: null }).where('id', '=', incident).execute();
  await trx
    .updateTable('outbox')
    .set({ result: sql`json_remove(result, '$.name')` })
    .where('key', '=', `channel:${incident}`)
    .where('result', 'is not', null)
    .execute();
}
