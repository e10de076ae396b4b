import type { Incident } from '../domain/incident.ts';
import { isoTime } from '../lib/clock.ts';
import { findButton, getButton, insertButton } from '../store/buttons.ts';
import type { Transaction } from '../store/database.ts';
import type { Deps } from './deps.ts';
import { forgetLater } from './forget-words.ts';

/** What a button stands for: a line that could as well be typed. */
export interface ButtonLine {
  incident: string | null;
  root: string;
  text: string;
  /** It was given to one person outside the incident's channel, and works there. */
  isAnywhere?: true;
}

/** A button for one line. The same line on the same incident keeps its button, so that old cards go on working. */
export async function buttonFor(trx: Transaction, deps: Deps, line: ButtonLine): Promise<{ id: string }> {
  const action = `${line.isAnywhere ? 'anywhere ' : ''}${line.root} ${line.text}`;
  const known = await findButton(trx, { action, incident: line.incident });
  if (known) return { id: known.id };
  const id = deps.ids.next();
  await insertButton(trx, { id, action, incident: line.incident, body: line, createdAt: isoTime(deps.clock.nowMs()) });
  return { id };
}

/** A button for words that one person typed: its own, and forgotten after a day. */
export async function buttonForWords(trx: Transaction, deps: Deps, line: ButtonLine): Promise<{ id: string }> {
  const id = deps.ids.next();
  const createdAt = isoTime(deps.clock.nowMs());
  await insertButton(trx, { id, action: `words ${id}`, incident: line.incident, body: line, createdAt });
  await forgetLater(trx, deps, id);
  return { id };
}

/** The line behind a pressed button; null for an id that we never gave out. */
export async function buttonLine(deps: Deps, id: string): Promise<ButtonLine | null> {
  const row = await getButton(deps.database.db, id);
  return row ? (row.body as ButtonLine) : null;
}

/** The buttons of the header card, in the order people need them. */
export async function cardButtons(trx: Transaction, deps: Deps, incident: Incident) {
  const on = (root: string, text: string) => buttonFor(trx, deps, { incident: incident.id, root, text });
  if (incident.status === 'resolved')
    return {
      lead: null,
      update: null,
      diagnose: null,
      playbook: null,
      propose: null,
      resolve: null,
      timeline: await on('inc', 'timeline'),
      export: await on('inc', 'export markdown'),
    };
  return {
    lead: await on('inc', 'lead'),
    update: await on('inc', 'update'),
    diagnose: await on('net', ''),
    playbook: await on('playbook', 'run'),
    propose: await on('mitigate', 'propose'),
    resolve: await on('inc', 'status resolved'),
    timeline: await on('inc', 'timeline'),
    export: await on('inc', 'export markdown'),
  };
}
