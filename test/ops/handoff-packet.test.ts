import { expect, test } from 'vitest';
import { setEmergencyStop } from '../../src/ops/emergency-stop.ts';
import { handoffPacket } from '../../src/ops/handoff-packet.ts';
import { snoozeReminder } from '../../src/ops/snooze-reminder.ts';
import { handoffText } from '../../src/slack/views/handoff.ts';
import { inTransaction } from '../../src/store/database.ts';
import { insertMitigation, insertVote, moveState } from '../../src/store/mitigations.ts';
import { mitigation } from '../store/bench.ts';
import { ana, minute, startNight } from './night-bench.ts';

test('a hand-over names the emergency stop, what waits for approval or is about to run, mutes, and what is next', async () => {
  const night = await startNight();
  await night.declare('sev2');
  await inTransaction(night.database(), async (trx) => {
    for (const [id, device] of [
      ['waiting1', 'leaf1'],
      ['approved', 'leaf2'],
      ['inforce1', 'leaf3'],
      ['denied01', 'leaf4'],
    ] as const) {
      await insertMitigation(trx, mitigation(id, device));
    }
    const pending = { from: ['pending'], epoch: 0 } as const;
    await moveState(trx, 'approved', pending, 'approved');
    await moveState(trx, 'inforce1', pending, 'verified');
    await moveState(trx, 'denied01', pending, 'denied');
    const { planHash } = mitigation('waiting1');
    const vote = { mitigation: 'waiting1', person: 'bo', vote: 'approve', planHash, why: null } as const;
    await insertVote(trx, { ...vote, at: '2026-11-23T03:06:00.000Z' });
  });
  night.pass(10 * minute);
  await snoozeReminder(night.deps(), ana, 'INC-1', 90 * minute);
  await setEmergencyStop(night.deps(), ana, true, 'INC-1');
  const text = handoffText(await handoffPacket(night.deps(), night.database().db, null));
  expect(text.split('\n')).toEqual([
    'Emergency stop:',
    '  All mitigations are stopped by ana since 2026-11-23 03:10 UTC: `/inc resume` allows them again',
    'Open incidents:',
    '  INC-1 sev2, investigating, since 2026-11-23 03:00 UTC: leaf1 loses its uplinks; commander ana; next update 2026-11-23 04:40 UTC (snoozed)',
    'In force, to be undone:',
    '  interface-shutdown Ethernet1 on leaf3 (INC-1, verified): `/mitigate rollback inforce1`',
    'Proposed or approved, not run yet:',
    '  interface-shutdown Ethernet1 on leaf1 (INC-1, by ana): waits for approval, 1 of 2, until 2026-11-23 03:15 UTC: `/mitigate show waiting1`',
    '  interface-shutdown Ethernet1 on leaf2 (INC-1, by ana): approved, about to run: `/mitigate show approved`',
    'Watches:',
    '  none',
    'Pages nobody has acknowledged:',
    '  none',
    'Mutes:',
    '  INC-1: nobody is asked for an update until 2026-11-23 04:40 UTC (since 2026-11-23 03:10 UTC)',
    'What is next:',
    '  2026-11-23 03:15 UTC INC-1: interface-shutdown Ethernet1 on leaf1 expires without approval',
    '  2026-11-23 04:40 UTC INC-1: an update is due',
    '  2026-11-23 08:00 UTC bo comes on call for primary, after ana',
  ]);
});

test('a hand-over of one incident leaves out what belongs to others', async () => {
  const night = await startNight();
  await night.declare('sev2');
  await night.declare('sev2');
  await inTransaction(night.database(), (trx) => insertMitigation(trx, mitigation('waiting1')));
  const text = handoffText(await handoffPacket(night.deps(), night.database().db, 'INC-2'));
  expect(text).not.toMatch(/INC-1|waiting1|primary|Emergency stop/);
  expect(text).toMatch(/Mutes:\n {2}none\n/);
});
