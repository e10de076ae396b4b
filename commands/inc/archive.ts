import { defineCommand } from '../../src/command.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { archiveChannel } from '../../src/ops/archive-channel.ts';
import { toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'archive the channel of an incident that has ended; the record stays',
  usage: '',
  right: 'update',
  needs: 'incident',
  async run(context) {
    const incident = incidentOf(context);
    await archiveChannel(context.deps, context.cause, incident);
    return toYou(`${incident}: the channel is archived as soon as its last messages are out.`);
  },
});
