import { isoTime } from '../lib/clock.ts';
import { pageAcknowledged } from '../slack/views/page.ts';
import { said } from '../slack/views/said.ts';
import type { Transaction } from '../store/database.ts';
import { cancelDue } from '../store/due.ts';
import { incidentById } from '../store/incidents.ts';
import { keysBeginning } from '../store/outbox-questions.ts';
import { acknowledgePage, openPages, type PageRow } from '../store/pages.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { slackMention } from './mention.ts';
import { sayOn, whoSaid } from './say.ts';
import { intend } from './slack-intent.ts';

/**
 * Acknowledges: the named page, else the open pages of the incident, else all open ones. Escalation stops, and every
 * message that went out shows who took it. Returns how many pages that were.
 */
export async function acknowledgePages(
  deps: Deps,
  cause: Cause,
  which: { incident: string | null; page: string | null },
): Promise<number> {
  const count = await commit(deps, cause, async (trx) => {
    const pages = (await openPages(trx, which.incident)).filter(
      (page) => which.page === null || page.id === which.page,
    );
    for (const page of pages) await acknowledge(trx, deps, cause, page);
    return pages.length;
  });
  if (count > 0) deps.reached('page-acknowledged');
  return count;
}

async function acknowledge(trx: Transaction, deps: Deps, cause: Cause, page: PageRow): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const person = cause.actor.id;
  if (!(await acknowledgePage(trx, page.id, { by: person, at: isoTime(nowMs) }))) return;
  await cancelDue(trx, `page:${page.id}`);
  const view = pageAcknowledged({
    incident: page.incident,
    title: page.text,
    by: slackMention(deps, person) ?? person,
    channel: page.incident === null ? null : ((await incidentById(trx, page.incident))?.channelId ?? null),
  });
  for (const message of await keysBeginning(trx, 'dm', `page:${page.id}:`))
    await intend(
      trx,
      { kind: 'update-dm', message, view },
      { key: `${message}:acknowledged`, lane: 'page', incident: page.incident, nowMs },
    );
  if (page.incident === null) return;
  await recordOn(trx, deps, page.incident, [eventOf(cause, 'page.acknowledged', { page: page.id, person })]);
  const sentence = said.acknowledged(whoSaid(deps, cause));
  await sayOn(trx, deps, page.incident, `acknowledged:${page.id}`, sentence, null, { lane: 'page' });
}
