import { isoTime } from '../lib/clock.ts';
import type { HomeShown } from '../slack/views/home.ts';
import { inTransaction } from '../store/database.ts';
import { wasPaged } from '../store/outbox-questions.ts';
import { openPages } from '../store/pages.ts';
import { buttonFor } from './buttons.ts';
import type { Deps } from './deps.ts';
import { openIncidents } from './open-incidents.ts';
import { whoIsOnCall } from './who-is-on-call.ts';

/** What one person sees in the Home tab now. */
export async function homeOf(deps: Deps, person: string): Promise<HomeShown> {
  const shifts = (await whoIsOnCall(deps)).map(({ rotation, person: who, untilIso }) => {
    return { rotation, person: who, untilIso, isYours: who === person };
  });
  const incidents = await openIncidents(deps);
  return inTransaction(deps.database, async (trx) => {
    const button = (label: string, root: string, text: string, incident: string | null = null) =>
      buttonFor(trx, deps, { incident, root, text, isAnywhere: true }).then(({ id }) => ({ label, id }));
    const pages = [];
    for (const page of await openPages(trx, null))
      if (await wasPaged(trx, page.id, person)) {
        const acknowledge = await buttonFor(trx, deps, {
          incident: page.incident,
          root: 'oncall',
          text: `ack ${page.id}`,
        });
        pages.push({ text: page.text, incident: page.incident, acknowledge });
      }
    const shown = [];
    for (const { id, title, severity, status, declaredAt, commander, channelId } of incidents)
      shown.push({
        ...{ id, title, severity, status, declaredAt, commander, channel: channelId },
        buttons: [
          await button('Timeline', 'inc', 'timeline', id),
          await button('Update', 'inc', 'update', id),
          await button('Export', 'inc', 'export markdown', id),
        ],
      });
    return {
      at: isoTime(deps.clock.nowMs()),
      shifts,
      pages,
      incidents: shown,
      quick: [
        { ...(await button('Declare an incident', 'inc', 'declare')), style: 'primary' as const },
        await button('Read devices', 'net', ''),
        await button('Page somebody', 'oncall', 'page'),
        await button('Who is on call', 'oncall', 'who'),
        await button('Figures', 'inc', 'stats'),
      ],
    };
  });
}
