import { defineCommand } from '../../src/command.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { findMitigation } from '../../src/ops/find-mitigation.ts';
import { toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'one mitigation with its exact lines and the way back',
  usage: '<id>',
  right: 'read',
  needs: 'incident',
  async run(context, rest) {
    const row = await findMitigation(context.deps, incidentOf(context), rest);
    const lines = [
      `plan ${row.planHash.slice(0, 12)}, requested by ${row.requester}, expires ${row.expiresAt}`,
      ...row.plan.blastRadius,
      'It sends:',
      ...row.plan.apply.map((line) => `  ${line}`),
      'The way back:',
      ...row.plan.undo.map((line) => `  ${line}`),
    ];
    return { ...toYou(`${row.name} on ${row.device} is ${row.state}.`, lines.join('\n')), data: row };
  },
});
