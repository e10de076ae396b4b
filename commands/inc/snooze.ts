import { defineCommand } from '../../src/command.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { parseDuration } from '../../src/lib/duration.ts';
import { UserError } from '../../src/lib/errors.ts';
import { snoozeReminder } from '../../src/ops/snooze-reminder.ts';
import { toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'let the next reminder for an update wait; the cadence stays',
  usage: '<duration>',
  right: 'update',
  needs: 'incident',
  async run(context, rest) {
    const forMs = parseDuration(rest);
    if (forMs === null)
      throw new UserError('usage', `${JSON.stringify(rest.slice(0, 40))} is not a duration: /inc snooze 45m`);
    const incident = incidentOf(context);
    const dueAt = await snoozeReminder(context.deps, context.cause, incident, forMs);
    return toYou(
      `${incident}: the next reminder comes at ${dueAt.slice(11, 16)} UTC, unless an update is given before.`,
    );
  },
});
