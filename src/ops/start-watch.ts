import { watchIntervalMs } from '../domain/watch.ts';
import { isoTime } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import { rearm } from '../store/due.ts';
import { insertWatch, openWatches, watchById } from '../store/watches.ts';
import type { Question } from './asked-question.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { devicesWithout } from './devices-without.ts';
import { recordOn } from './incident-record.ts';
import { loadIncident } from './load-incident.ts';
import { postWatch } from './watch-message.ts';

const mostWatches = 10;
const mostDevices = 20;

/** Asks a question again and again for `lengthMs`, in one message that is edited. Returns the id. */
export async function startWatch(
  deps: Deps,
  cause: Cause,
  incident: string,
  question: Question,
  lengthMs: number,
): Promise<string> {
  const everyMs = watchIntervalMs(lengthMs);
  if (everyMs === null) throw new UserError('usage', 'A watch lasts from 1m to 24h, such as --watch 10m.');
  if (question.devices.length > mostDevices)
    throw new UserError('usage', `A watch takes at most ${mostDevices} devices; these are ${question.devices.length}.`);
  const without = devicesWithout(deps, question);
  const [first] = without;
  if (first && without.length === question.devices.length)
    throw new UserError(
      'usage',
      `There is nothing to watch: ${first.device} has no ${question.diagnostic}. ${first.why}`,
    );
  const id = deps.ids.next();
  const nowMs = deps.clock.nowMs();
  await commit(deps, cause, async (trx) => {
    if ((await loadIncident(trx, incident)).status === 'resolved')
      throw new UserError('usage', `${incident} is resolved: a watch belongs to an open incident.`);
    if ((await openWatches(trx, incident)).length >= mostWatches)
      throw new UserError('usage', `${incident} has ${mostWatches} watches already. /net watch list shows them.`);
    await insertWatch(trx, {
      id,
      incident,
      question,
      requester: cause.actor.id,
      everyMs,
      startedAt: isoTime(nowMs),
      endsAt: isoTime(nowMs + lengthMs),
    });
    await recordOn(trx, deps, incident, [
      eventOf(cause, 'watch.started', {
        watch: id,
        device: question.devices.join(', '),
        diagnostic: question.diagnostic,
      }),
    ]);
    await rearm(trx, { key: `watch:${id}`, kind: 'watch-step', incident, dueAt: isoTime(nowMs), body: { watch: id } });
    const row = await watchById(trx, id);
    if (row) await postWatch(trx, deps, row);
  });
  return id;
}
