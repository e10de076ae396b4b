import { sql } from 'kysely';
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

/** The texts of many hashes, in that order, some at a time; what is gone is left out. */
export async function* streamArtifacts(
  db: Reader,
  hashes: readonly string[],
): AsyncGenerator<{ sha256: string; text: string }[]> {
  for (let from = 0; from < hashes.length; from += perStatement) {
    const some = hashes.slice(from, from + perStatement);
    const texts = await artifactTexts(db, some);
    yield some.flatMap((sha256) => {
      const text = texts.get(sha256);
      return text === undefined ? [] : [{ sha256, text }];
    });
  }
}

/** The texts of a few hashes; what is gone is left out. */
export async function artifactTexts(db: Reader, hashes: readonly string[]): Promise<Map<string, string>> {
  if (hashes.length === 0) return new Map();
  // As one value, so that SQLite prepares one statement for any number of them.
  const isWanted = sql<boolean>`sha256 in (select value from json_each(${JSON.stringify(hashes)}))`;
  const rows = await db.selectFrom('artifact').select(['sha256', 'text']).where(isWanted).execute();
  return new Map(rows.map(({ sha256, text }) => [sha256, text]));
}

const perStatement = 50;

export async function getArtifact(db: Reader, sha256: string): Promise<string | null> {
  const row = await db.selectFrom('artifact').select('text').where('sha256', '=', sha256).executeTakeFirst();
  return row?.text ?? null;
}
