import { UserError } from '../lib/errors.ts';
import { openWatches, type WatchRow } from '../store/watches.ts';
import type { Question } from './asked-question.ts';
import type { Deps } from './deps.ts';

/** The open watches of an incident, oldest first, as lists show them. */
export async function watchesOf(deps: Deps, incident: string) {
  return (await openWatches(deps.database.db, incident)).map(({ id, question, endsAt, everyMs, readings }) => ({
    id,
    shortcut: (question as Question).shortcut,
    endsAt,
    everySeconds: everyMs / 1000,
    readings,
  }));
}

/** The open watch whose id begins so. Throws UserError when there is none or more than one. */
export async function watchNamed(deps: Deps, incident: string, text: string): Promise<WatchRow> {
  const open = await openWatches(deps.database.db, incident);
  const found = /^[0-9a-f]{4,32}$/.test(text) ? open.filter(({ id }) => id.startsWith(text)) : [];
  const [row] = found;
  if (!row || found.length > 1)
    throw new UserError(
      'usage',
      `${incident} has no open watch ${JSON.stringify(text.slice(0, 40))}. /net watch list shows them.`,
    );
  return row;
}
