import { inTransaction } from '../store/database.ts';
import { buttonFor } from './buttons.ts';
import type { Deps } from './deps.ts';
import type { TimelinePage } from './timeline-page.ts';

/** What follows a page of the timeline: the next one under the same filters, and the picture. */
export async function timelineButtons(
  deps: Deps,
  { incident, page, hasMore }: TimelinePage,
  filters: string,
): Promise<{ older: { id: string } | null; picture: { id: string } }> {
  const older = `timeline ${filters} page:${page + 1}`.replace(/\s+/g, ' ');
  const line = (text: string) => ({ incident, root: 'inc', text, isAnywhere: true as const });
  return inTransaction(deps.database, async (trx) => ({
    older: hasMore ? await buttonFor(trx, deps, line(older)) : null,
    picture: await buttonFor(trx, deps, line('timeline as:picture')),
  }));
}
