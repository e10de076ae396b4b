import type { Reading } from '../device/read.ts';
import { isoTime } from '../lib/clock.ts';
import { putArtifact } from '../store/artifacts.ts';
import { inTransaction, type Transaction } from '../store/database.ts';
import type { Deps } from './deps.ts';

export async function keepArtifacts(trx: Transaction, deps: Deps, reading: Reading): Promise<void> {
  const at = isoTime(deps.clock.nowMs());
  for (const { sha256, text } of reading.artifacts) await putArtifact(trx, { sha256, text, createdAt: at });
}

export async function keepArtifactsNow(deps: Deps, reading: Reading): Promise<void> {
  await inTransaction(deps.database, (trx) => keepArtifacts(trx, deps, reading));
}
