import { inTransaction } from '../store/database.ts';
import { buttonFor } from './buttons.ts';
import type { Deps } from './deps.ts';

/** What follows a page of the timeline: what is older, by the words that show it, and the picture. */
export async function timelineButtons(
  deps: Deps,
  incident: string,
  older: string | null,
): Promise<{ older: { id: string } | null; picture: { id: string } }> {
  const line = (text: string) => ({ incident, root: 'inc', text, isAnywhere: true as const });
  return inTransaction(deps.database, async (trx) => ({
    older: older === null ? null : await buttonFor(trx, deps, line(older)),
    picture: await buttonFor(trx, deps, line('timeline as:picture')),
  }));
}
