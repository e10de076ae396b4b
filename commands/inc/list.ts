import { defineCommand } from '../../src/command.ts';
import { UserError } from '../../src/lib/errors.ts';
import { listAll, openIncidents } from '../../src/ops/open-incidents.ts';
import { incidentList } from '../../src/slack/views/incident-list.ts';

export default defineCommand({
  summary: 'open incidents, or all of them',
  usage: '[open|all]',
  right: 'read',
  needs: 'nothing',
  async run({ deps }, rest) {
    if (!['', 'open', 'all'].includes(rest)) throw new UserError('usage', `"${rest}" is not one of: open, all.`);
    const rows = rest === 'all' ? await listAll(deps) : await openIncidents(deps);
    const incidents = rows.map((row) => ({
      id: row.id,
      title: row.title,
      severity: row.severity,
      status: row.status,
      declaredAt: row.declaredAt,
      channel: row.channelId,
    }));
    return {
      view: incidentList({ incidents, which: rest === 'all' ? 'all' : 'open' }),
      text:
        incidents.length === 0
          ? 'No open incident.'
          : incidents.map((i) => `${i.id}\t${i.severity}\t${i.status}\t${i.title}`).join('\n'),
      data: incidents,
      show: 'you',
    };
  },
});
