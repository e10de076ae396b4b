import { defineCommand } from '../../src/command.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { findMitigation } from '../../src/ops/find-mitigation.ts';
import { cancelMitigation } from '../../src/ops/vote-on-mitigation.ts';
import { inChannel } from '../../src/reply.ts';

export default defineCommand({
  summary: 'take a plan back before it runs',
  usage: '<id>',
  right: 'propose',
  needs: 'incident',
  async run(context, rest) {
    const row = await findMitigation(context.deps, incidentOf(context), rest);
    await cancelMitigation(context.deps, context.cause, row.id);
    return inChannel(`${row.name} on ${row.device} is cancelled.`);
  },
});
