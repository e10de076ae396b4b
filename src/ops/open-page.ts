import { isoTime } from '../lib/clock.ts';
import type { Transaction } from '../store/database.ts';
import { rearm } from '../store/due.ts';
import { insertPage } from '../store/pages.ts';
import type { Cause } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';

/** Opens a page on an escalation policy; its first step is due now. Returns the page's id. */
export async function openPage(
  trx: Transaction,
  deps: Deps,
  page: { incident: string | null; policy: string; text: string },
): Promise<string> {
  const id = deps.ids.next();
  const at = isoTime(deps.clock.nowMs());
  await insertPage(trx, { id, incident: page.incident, policy: page.policy, text: page.text, createdAt: at });
  await rearm(trx, { key: `page:${id}`, kind: 'page-step', incident: page.incident, dueAt: at, body: { page: id } });
  return id;
}

/** Opens a page on behalf of a person. */
export async function pageNow(
  deps: Deps,
  cause: Cause,
  page: { incident: string | null; policy: string; text: string },
): Promise<string> {
  return commit(deps, cause, (trx) => openPage(trx, deps, page));
}
