import { defineCommand } from '../../src/command.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { findMitigation } from '../../src/ops/find-mitigation.ts';
import { rollBackMitigation } from '../../src/ops/roll-back-mitigation.ts';
import { inChannel } from '../../src/reply.ts';

export default defineCommand({
  summary: 'take an applied change back with the approved undo lines',
  usage: '<id>',
  right: 'approve',
  needs: 'incident',
  async run(context, rest) {
    const row = await findMitigation(context.deps, incidentOf(context), rest);
    await rollBackMitigation(context.deps, context.cause, row.id);
    return inChannel(`${row.name} on ${row.device} is being taken back.`);
  },
});
