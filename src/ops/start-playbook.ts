import type { Playbook } from '../domain/playbook.ts';
import { isoTime } from '../lib/clock.ts';
import { playbookProgress } from '../slack/views/verdict.ts';
import type { Transaction } from '../store/database.ts';
import { rearm } from '../store/due.ts';
import { insertRun } from '../store/playbook-runs.ts';
import type { Cause } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { intend } from './slack-intent.ts';

export interface PlaybookStart {
  playbook: Playbook;
  incident: string;
  inputs: Record<string, string>;
  /** Who asked for it and therefore proposes what it finds; null when an alert did. */
  requester: string | null;
}

/** Starts a playbook on behalf of a person. Its steps are due rows: a restart goes on with the next one. */
export async function startPlaybook(
  deps: Deps,
  cause: Cause,
  start: Omit<PlaybookStart, 'requester'>,
): Promise<string> {
  return commit(deps, cause, (trx) => startPlaybookWithin(trx, deps, { ...start, requester: cause.actor.id }));
}

export async function startPlaybookWithin(trx: Transaction, deps: Deps, start: PlaybookStart): Promise<string> {
  const { playbook, incident, inputs } = start;
  const id = deps.ids.next();
  const nowMs = deps.clock.nowMs();
  await insertRun(trx, {
    id,
    incident,
    playbook: playbook.name,
    inputs: { ...inputs },
    requester: start.requester,
    startedAt: isoTime(nowMs),
  });
  await rearm(trx, {
    key: `playbook:${id}:0`,
    kind: 'playbook-step',
    incident,
    dueAt: isoTime(nowMs),
    body: { run: id, step: 0 },
  });
  const view = playbookProgress({
    playbook: playbook.name,
    title: playbook.title,
    done: [],
    total: playbook.steps.length,
  });
  await intend(
    trx,
    { kind: 'post', to: { incident }, view },
    { key: `playbook:${id}`, lane: 'output', incident, nowMs },
  );
  return id;
}
