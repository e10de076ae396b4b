import { defineCommand } from '../../src/command.ts';
import { entryNumber } from '../../src/entry-number.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { UserError } from '../../src/lib/errors.ts';
import { correctNote } from '../../src/ops/correct-note.ts';
import { toYou } from '../../src/reply.ts';

const usage = '/inc correct 12 the fan alarm cleared at 03:10, not at 02:55';

export default defineCommand({
  summary: 'put a better text in the place of a note or update; the old one stays readable',
  usage: '<seq> <text>',
  right: 'note',
  needs: 'incident',
  async run(context, rest) {
    const { seq, rest: text } = entryNumber(rest, usage);
    if (text === '') throw new UserError('usage', `A correction needs a text. Usage: ${usage}`);
    const incident = incidentOf(context);
    const correction = await correctNote(context.deps, context.cause, incident, seq, text);
    return toYou(`Entry ${seq} of ${incident} is corrected by entry ${correction}.`);
  },
});
