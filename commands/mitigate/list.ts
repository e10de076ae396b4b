import { defineCommand } from '../../src/command.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { mitigationsOf } from '../../src/ops/find-mitigation.ts';
import { toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'the mitigations of this incident',
  usage: '',
  right: 'read',
  needs: 'incident',
  async run(context) {
    const rows = await mitigationsOf(context.deps, incidentOf(context));
    const lines = rows.map(
      (row) => `${row.id.slice(0, 8)}  ${row.state}  ${row.name} on ${row.device}  plan ${row.planHash.slice(0, 12)}`,
    );
    if (lines.length === 0) return toYou('No mitigation was proposed on this incident.');
    return { ...toYou('Mitigations of this incident:', lines.join('\n')), data: rows };
  },
});
