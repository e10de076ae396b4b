import { nextChangeMs, onCallWith } from '../domain/override.ts';
import { isoTime } from '../lib/clock.ts';
import { handoffText, handoffView } from '../slack/views/handoff.ts';
import type { Transaction } from '../store/database.ts';
import { armedDue, type DueRow, finishDue, rearm } from '../store/due.ts';
import { overridesFrom } from '../store/overrides.ts';
import { clockCause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { handoffPacket } from './handoff-packet.ts';
import { intend } from './slack-intent.ts';
import { writeEntries } from './write-entries.ts';

/**
 * At the end of a shift: whoever comes on call gets the packet, whoever goes is told that they are free, and the change is
 * on the record. After an outage the changes that were missed are one.
 */
export async function changeShift(deps: Deps, due: DueRow): Promise<void> {
  const { rotation: name, person: before } = due.body as { rotation: string; person: string };
  await commit(deps, clockCause, async (trx) => {
    const nowMs = deps.clock.nowMs();
    await finishDue(trx, due.id, nowMs);
    const rotation = deps.config.oncall?.rotations[name];
    if (!rotation) return;
    const now = onCallWith(rotation, name, await overridesFrom(trx, nowMs), nowMs);
    await armShiftChange(trx, deps, name);
    if (now === before) return;
    const packet = await handoffPacket(deps, trx, null);
    const body = { from: before, to: now, text: `Shift change in ${name}.\n${handoffText(packet)}` };
    await writeEntries(trx, deps, null, [eventOf(clockCause, 'handoff.given', body)]);
    const [comes, goes] = [deps.config.people[now]?.slack, deps.config.people[before]?.slack];
    const options = (who: string) => ({ key: `shift:${due.id}:${who}`, lane: 'page', incident: null, nowMs }) as const;
    if (comes) {
      const view = handoffView(`:pager: You are on call for ${name} now, after ${before}.`, packet);
      await intend(trx, { kind: 'dm', user: comes, view }, options(now));
    }
    if (goes) {
      const view = handoffView(`:wave: ${now} is on call for ${name} now. This is what you leave behind:`, packet);
      await intend(trx, { kind: 'dm', user: goes, view }, options(before));
    }
  });
}

/**
 * Arms the next change of a rotation; the row holds who is on call until then. One that is overdue stays for the next
 * tick: it alone knows who was on call before, and arms the next one itself.
 */
export async function armShiftChange(trx: Transaction, deps: Deps, name: string): Promise<void> {
  const rotation = deps.config.oncall?.rotations[name];
  if (!rotation) return;
  const nowMs = deps.clock.nowMs();
  const armed = await armedDue(trx, shiftKey(name));
  if (armed && armed.dueAt <= isoTime(nowMs)) return;
  const overrides = await overridesFrom(trx, nowMs);
  await rearm(trx, {
    key: shiftKey(name),
    kind: 'shift-change',
    incident: null,
    dueAt: isoTime(nextChangeMs(rotation, name, overrides, nowMs)),
    body: { rotation: name, person: onCallWith(rotation, name, overrides, nowMs) },
  });
}

/** At the start: every rotation has its next change armed. One that was missed meanwhile stays due. */
export async function armShiftChanges(deps: Deps): Promise<void> {
  for (const name of Object.keys(deps.config.oncall?.rotations ?? {}))
    await commit(deps, clockCause, (trx) => armShiftChange(trx, deps, name));
}

function shiftKey(name: string): string {
  return `shift:${name}`;
}
