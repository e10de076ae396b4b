import type { Override } from '../domain/override.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import type { Reader, Transaction } from './database.ts';

export async function insertOverride(trx: Transaction, override: Override & { id: string; by: string }): Promise<void> {
  const { id, by, rotation, person, fromMs, untilMs, createdMs } = override;
  await trx
    .insertInto('oncall_override')
    .values({
      id,
      rotation,
      person,
      from_at: isoTime(fromMs),
      until_at: isoTime(untilMs),
      created_by: by,
      created_at: isoTime(createdMs),
    })
    .execute();
}

/** Overrides that are not over at this instant. */
export async function overridesFrom(db: Reader, instantMs: number): Promise<Override[]> {
  const rows = await db
    .selectFrom('oncall_override')
    .selectAll()
    .where('until_at', '>', isoTime(instantMs))
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    rotation: row.rotation,
    person: row.person,
    fromMs: epochMs(row.from_at),
    untilMs: epochMs(row.until_at),
    createdMs: epochMs(row.created_at),
  }));
}
