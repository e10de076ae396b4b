import { onCallWith } from '../domain/override.ts';
import { isoTime } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import { plainMessage } from '../slack/views/plain.ts';
import type { Transaction } from '../store/database.ts';
import { insertOverride, overridesFrom } from '../store/overrides.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { armShiftChange } from './shift-change.ts';
import { intend } from './slack-intent.ts';
import { writeEntries } from './write-entries.ts';

const longestMs = 31 * 24 * 3_600_000;

export interface Swap {
  person: string;
  /** Null: the rotation that has this person, or the only one. */
  rotation: string | null;
  fromMs: number;
  untilMs: number;
}

/** Puts somebody on call for a while, whatever the rotation says, and tells them. Returns the rotation. */
export async function overrideShift(deps: Deps, cause: Cause, swap: Swap): Promise<string> {
  const { person, fromMs, untilMs } = swap;
  const nowMs = deps.clock.nowMs();
  if (untilMs <= fromMs) throw new UserError('usage', 'The end is not after the beginning.');
  if (untilMs <= nowMs) throw new UserError('usage', 'That time is over already.');
  if (untilMs - fromMs > longestMs) throw new UserError('usage', 'An override lasts 31 days at most.');
  const rotation = rotationFor(deps, swap);
  const minute = (ms: number) => isoTime(ms).slice(0, 16).replace('T', ' ');
  const text = `${person} is on call for ${rotation} from ${minute(fromMs)} to ${minute(untilMs)} UTC.`;
  await commit(deps, cause, async (trx) => {
    const id = deps.ids.next();
    const before = await onCallAtBeginning(trx, deps, rotation, Math.max(fromMs, nowMs));
    await insertOverride(trx, { id, by: cause.actor.id, rotation, person, fromMs, untilMs, createdMs: nowMs });
    await writeEntries(trx, deps, null, [eventOf(cause, 'handoff.given', { from: before, to: person, text })]);
    await armShiftChange(trx, deps, rotation);
    const user = deps.config.people[person]?.slack;
    if (user && cause.actor.id !== person)
      await intend(
        trx,
        { kind: 'dm', user, view: plainMessage(`:pager: ${text} ${cause.actor.id} arranged it.`, null) },
        { key: `override:${id}`, lane: 'timeline', incident: null, nowMs },
      );
  });
  return rotation;
}

/** Who would have been on call without the override: an earlier one counts, and so do the shifts until then. */
async function onCallAtBeginning(trx: Transaction, deps: Deps, name: string, instantMs: number): Promise<string> {
  const rotation = deps.config.oncall?.rotations[name];
  // `rotationFor` has found it.
  if (!rotation) throw new TypeError(`no rotation ${name}`);
  return onCallWith(rotation, name, await overridesFrom(trx, instantMs), instantMs);
}

function rotationFor(deps: Deps, { person, rotation }: Swap): string {
  const rotations = deps.config.oncall?.rotations ?? {};
  const names = Object.keys(rotations);
  const known = names.join(', ') || 'none is configured';
  if (rotation !== null) {
    if (names.includes(rotation)) return rotation;
    throw new UserError('usage', `There is no rotation "${rotation}". Known: ${known}.`);
  }
  const own = names.filter((name) => rotations[name]?.people.includes(person));
  const [only, ...more] = own.length > 0 ? own : names;
  if (only !== undefined && more.length === 0) return only;
  throw new UserError('usage', `Which rotation? Name it with --rotation. Known: ${known}.`);
}
