import { redactedText } from '../domain/redaction.ts';
import type { Severity } from '../domain/timeline.ts';
import type { Transaction } from '../store/database.ts';
import { incidentById } from '../store/incidents.ts';
import { resultOf } from '../store/outbox-questions.ts';
import type { Deps } from './deps.ts';
import { intend, intendInstead, type SlackIntent } from './slack-intent.ts';

interface Named {
  id: string;
  number: number;
  title: string;
  severity: Severity;
}

/** Asks for the channel of a new incident. */
export async function createChannel(trx: Transaction, deps: Deps, incident: Named): Promise<void> {
  const options = {
    key: keyOf(incident.id),
    lane: 'timeline',
    incident: incident.id,
    nowMs: deps.clock.nowMs(),
  } as const;
  await intend(trx, creation(deps, incident), options);
}

/** A channel that nobody has asked Slack for yet is not named after a title that was redacted. */
export async function renameBeforeCreation(trx: Transaction, deps: Deps, id: string): Promise<void> {
  const row = await incidentById(trx, id);
  // One that may be there already is looked for by its name.
  if (!row || (await resultOf(trx, keyOf(id)))?.status !== 'pending') return;
  await intendInstead(trx, creation(deps, { ...row, title: redactedText }), keyOf(id));
}

function keyOf(incident: string): string {
  return `channel:${incident}`;
}

function creation(deps: Deps, { id, number, title, severity }: Named): SlackIntent {
  return {
    kind: 'create-channel',
    incident: id,
    name: channelName(deps, number, title),
    isPrivate: deps.config.incidents.private,
    topic: `${id} · ${severity} · ${title}`.slice(0, 250),
  };
}

/** "inc-12-leaf1-eth1-loses-packets": lower-case, at most 80 characters, unique by its number. */
function channelName(deps: Deps, number: number, title: string): string {
  const slug = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${deps.config.incidents.prefix}-${number}${slug ? `-${slug}` : ''}`.slice(0, 60).replace(/-+$/, '');
}
