import type { Reading } from '../device/read.ts';
import type { DiagnosticArguments } from '../domain/diagnostics.ts';
import { type Since, sinceLastGoodNow } from '../ops/since-last-good.ts';
import { openDatabase } from '../store/database.ts';

/** Per device what is not as in its last good answer in this store, and keeps the readings to compare with next. */
export async function changesOf(
  store: string,
  readings: readonly Reading[],
  args: DiagnosticArguments,
): Promise<Map<string, Since>> {
  const database = await openDatabase(store);
  try {
    return await sinceLastGoodNow({ database }, readings, args);
  } finally {
    await database.close();
  }
}
