import { type Allowance, levelNow, waitMs } from '../domain/allowance.ts';
import { isoTime } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import { allowancesOf, keepAllowance } from '../store/allowances.ts';
import { inTransaction } from '../store/database.ts';
import { type Cause, eventOf } from './cause.ts';
import type { Deps } from './deps.ts';
import { writeEntries } from './write-entries.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

interface Limit extends Allowance {
  name: string;
  /** "You have asked 60 times within a minute". */
  said: string;
}

/** What is being used: a question to devices, or the proposal of a change; by whom, where, and with which words. */
export interface Spending {
  what: 'read' | 'propose';
  person: string;
  channel: string;
  incident: string | null;
  words: string;
}

/**
 * Counts one question or one proposal of a person in Slack. Throws UserError with the time to wait where somebody, a
 * channel or everybody together has used up theirs; then nothing is counted, and one entry a minute says so on the record.
 */
export async function spendAllowance(deps: Deps, cause: Cause, spending: Spending): Promise<void> {
  const limits = limitsOf(deps, spending);
  const refusal = await inTransaction(deps.database, async (trx) => {
    const nowMs = deps.clock.nowMs();
    const kept = await allowancesOf(
      trx,
      limits.map(({ name }) => name),
    );
    const levels = limits.map((limit) => ({ limit, level: levelNow(kept.get(limit.name) ?? null, limit, nowMs) }));
    const [short] = levels
      .map(({ limit, level }) => ({ limit, level, ms: waitMs(level, limit) }))
      .filter(({ ms }) => ms > 0)
      .toSorted((a, b) => b.ms - a.ms);
    if (short === undefined) {
      for (const { limit, level } of levels)
        await keepAllowance(
          trx,
          limit.name,
          { ...level, left: level.left - 1 },
          kept.get(limit.name)?.toldUntil ?? null,
        );
      return null;
    }
    const { limit, level, ms } = short;
    const why = `${limit.said}. Again in ${inWords(ms)}.`;
    const told = kept.get(limit.name)?.toldUntil ?? null;
    if (told !== null && told > isoTime(nowMs)) return why;
    const { person, what: right, words, incident } = spending;
    await writeEntries(trx, deps, incident, [
      eventOf(cause, 'access.refused', { person, right, words, why: limit.said }),
    ]);
    await keepAllowance(trx, limit.name, level, isoTime(nowMs + minuteMs));
    deps.log.warn('somebody asks too much', { person, right, limit: limit.name });
    return why;
  });
  if (refusal !== null) throw new UserError('refused', refusal);
}

function limitsOf({ config: { asks } }: Deps, { what, person, channel }: Spending): Limit[] {
  if (what === 'propose')
    return [
      {
        name: `propose:person:${person}`,
        most: asks.changesPerHour,
        perMs: hourMs,
        said: `You have proposed ${asks.changesPerHour} changes within an hour`,
      },
    ];
  const each = (name: string, most: number, who: string): Limit => ({
    name: `read:${name}`,
    most,
    perMs: minuteMs,
    said: `${who} asked devices ${most} times within a minute`,
  });
  return [
    each(`person:${person}`, asks.personPerMinute, 'You have'),
    each('all', asks.allPerMinute, 'Everybody together has'),
    ...(channel === '' ? [] : [each(`channel:${channel}`, asks.channelPerMinute, 'This channel has')]),
  ];
}

function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
