import { defineCommand } from '../../src/command.ts';
import { entryNumber } from '../../src/entry-number.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { markEntry } from '../../src/ops/mark-entry.ts';
import { toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'mark an entry for the postmortem',
  usage: '<seq>',
  right: 'note',
  needs: 'incident',
  async run(context, rest) {
    const { seq } = entryNumber(rest, '/inc mark 12');
    const incident = incidentOf(context);
    await markEntry(context.deps, context.cause, incident, seq);
    return toYou(`Entry ${seq} of ${incident} is marked for the postmortem.`);
  },
});
