import type { MitigationPlan } from '../domain/mitigation.ts';
import { intendedState, planHash } from '../domain/mitigation.ts';
import { isoTime } from '../lib/clock.ts';
import { type DueRow, finishDue, rearm } from '../store/due.ts';
import { type MitigationRow, mitigationById, moveState } from '../store/mitigations.ts';
import { clockCause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { stoppedBy } from './emergency-stop.ts';
import { recordOn } from './incident-record.ts';
import { showMitigationCard } from './mitigation-card.ts';
import { observeTarget } from './observe-target.ts';

type Direction = 'apply' | 'undo';
type Verdict = 'applied' | 'not-applied' | 'unknown' | 'needs-human' | 'stale' | 'stopped';

/** How long a change is given to show its effect before it is verified. */
const settleMs = 2_000;

/**
 * Runs an approved plan, at most once: it is claimed by compare-and-set, the preconditions are read again, and the row
 * that says "this line is being sent" is on disk before the line's first byte. A crash from here on leaves `claimed`
 * or `sending`, which `reconcileMitigations` turns into a question to the device, never into a second sending.
 */
export async function executeMitigation(deps: Deps, due: DueRow): Promise<void> {
  const { mitigation: id, direction } = due.body as { mitigation: string; direction: Direction };
  const row = await claim(deps, due, id, direction);
  if (!row) return;
  deps.reached('mitigation-claimed');
  const { plan } = row;
  const lines = direction === 'apply' ? plan.apply : plan.undo;
  const objection = isIntact(row)
    ? await findObjection(deps, plan, direction)
    : {
        verdict: 'needs-human' as const,
        why: 'The stored plan is not the one that was approved; the store was edited.',
      };
  if (objection) return settle(deps, id, direction, objection.verdict, objection.why);
  const change = await deps.devices.change(
    plan.device,
    { planHash: row.planHash, mitigation: plan.mitigation, args: plan.args, lines, hostKey: plan.hostKey },
    {
      beforeLine: async (index, line) => {
        if ((await stoppedBy(deps)) !== null) return 'stop';
        await recordLine(deps, plan, direction, index, lines.length, line);
        deps.reached('line-recorded');
        return 'send';
      },
    },
  );
  deps.reached('lines-sent');
  switch (change.outcome) {
    case 'applied':
      return settle(deps, id, direction, 'applied', `${lines.length} lines accepted by ${plan.device}.`);
    case 'not-sent':
      return (await stoppedBy(deps)) === null
        ? settle(deps, id, direction, 'not-applied', change.error ?? 'Nothing was sent.')
        : settle(deps, id, direction, change.linesSent === 0 ? 'stopped' : 'unknown', 'Stopped by the emergency stop.');
    default:
      return settle(deps, id, direction, 'unknown', change.error ?? 'The outcome is not known.');
  }
}

async function claim(deps: Deps, due: DueRow, id: string, direction: Direction): Promise<MitigationRow | null> {
  return commit(deps, clockCause, async (trx) => {
    await finishDue(trx, due.id, deps.clock.nowMs());
    const row = await mitigationById(trx, id);
    if (!row) return null;
    const from = direction === 'apply' ? ('approved' as const) : ('rolling-back' as const);
    if (direction === 'apply' && !(await moveState(trx, id, { from: [from], epoch: row.epoch }, 'claimed')))
      return null;
    if (direction === 'undo' && row.state !== from) return null;
    await recordOn(trx, deps, row.incident, [
      eventOf(clockCause, 'mitigation.claimed', { mitigation: id, planHash: row.planHash, direction }),
    ]);
    await showMitigationCard(trx, deps, id);
    return row;
  });
}

/** Reads the preconditions again, independently of the proposal. Null when nothing speaks against running. */
async function findObjection(
  deps: Deps,
  plan: MitigationPlan,
  direction: Direction,
): Promise<{ verdict: Verdict; why: string } | null> {
  const device = deps.devices.inventory.devices[plan.device];
  if (device?.hostKey !== plan.hostKey)
    return { verdict: 'stale', why: `The pinned host key of ${plan.device} is not the one that was approved.` };
  const now = await observeTarget(deps, plan);
  if (now === null)
    return { verdict: 'not-applied', why: `${plan.device} did not answer before the change; nothing was sent.` };
  const expected = direction === 'apply' ? plan.before.admin : intendedState(plan.mitigation);
  if (now.admin !== expected)
    return {
      verdict: 'stale',
      why: `${plan.device} is not as it was approved: administratively ${now.admin ?? 'unknown'}, expected ${expected ?? 'unknown'}. Nothing was sent; propose it again.`,
    };
  return null;
}

async function recordLine(
  deps: Deps,
  plan: MitigationPlan,
  direction: Direction,
  index: number,
  of: number,
  line: string,
): Promise<void> {
  await commit(deps, clockCause, async (trx) => {
    const row = await mitigationById(trx, plan.id);
    if (row?.state === 'claimed') await moveState(trx, plan.id, { from: ['claimed'], epoch: row.epoch }, 'sending');
    await recordOn(trx, deps, plan.incident, [
      eventOf(clockCause, 'mitigation.line-sent', {
        mitigation: plan.id,
        device: plan.device,
        index,
        of,
        line,
        direction,
      }),
    ]);
  });
}

const stateAfter = {
  applied: 'applied',
  'not-applied': 'not-applied',
  unknown: 'unknown',
  'needs-human': 'needs-human',
  stale: 'stale',
  stopped: 'not-applied',
} as const;

/** Records how it ended and arms what follows: verification of what was applied, a probe of what is unknown. */
export async function settle(
  deps: Deps,
  id: string,
  direction: Direction,
  outcome: Verdict,
  text: string,
): Promise<void> {
  await commit(deps, clockCause, async (trx) => {
    const row = await mitigationById(trx, id);
    if (!row) return;
    const nowMs = deps.clock.nowMs();
    await moveState(
      trx,
      id,
      { from: ['claimed', 'sending', 'unknown', 'rolling-back'], epoch: row.epoch },
      stateAfter[outcome],
    );
    await recordOn(trx, deps, row.incident, [
      eventOf(clockCause, 'mitigation.outcome', { mitigation: id, outcome, text, direction }),
    ]);
    const body = { mitigation: id, direction, attempt: 1 };
    if (outcome === 'applied')
      await rearm(trx, {
        key: `mitigation-verify:${id}:${direction}`,
        kind: 'mitigation-verify',
        incident: row.incident,
        dueAt: isoTime(nowMs + settleMs),
        body,
      });
    if (outcome === 'unknown')
      await rearm(trx, {
        key: `mitigation-probe:${id}:${direction}`,
        kind: 'mitigation-probe',
        incident: row.incident,
        dueAt: isoTime(nowMs),
        body,
      });
    await showMitigationCard(trx, deps, id);
  });
  deps.reached('outcome-recorded');
}

/** The hash of the stored plan must be the approved one: a row edited by hand does not run. */
function isIntact(row: MitigationRow): boolean {
  return planHash(row.plan) === row.planHash;
}
