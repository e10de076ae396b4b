import type { Reader, Transaction } from './database.ts';

/** Keeps a text under its SHA-256; the same text again is the same row. */
export async function putArtifact(
  trx: Transaction,
  artifact: { sha256: string; text: string; createdAt: string },
): Promise<void> {
  await trx
    .insertInto('artifact')
    .values({ sha256: artifact.sha256, text: artifact.text, created_at: artifact.createdAt })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
}

export async function getArtifact(db: Reader, sha256: string): Promise<string | null> {
  const row = await db.selectFrom('artifact').select('text').where('sha256', '=', sha256).executeTakeFirst();
  return row?.text ?? null;
}
