import { defineCommand } from '../../src/command.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { UserError } from '../../src/lib/errors.ts';
import { exportToChannel } from '../../src/ops/export-incident.ts';
import { exportFormats, isExportFormat } from '../../src/ops/export-pieces.ts';
import { inChannel } from '../../src/reply.ts';

export default defineCommand({
  summary: 'the record as a file in the channel',
  usage: '[markdown|html|json|csv]',
  right: 'export',
  needs: 'incident',
  async run(context, rest) {
    const format = rest === '' ? 'markdown' : rest;
    if (!isExportFormat(format))
      throw new UserError('usage', `"${rest}" is not a format. One of: ${exportFormats.join(', ')}.`);
    const incident = incidentOf(context);
    const zone = context.deps.config.people[context.person]?.timeZone ?? 'UTC';
    await exportToChannel(context.deps, context.cause, incident, format, zone);
    return inChannel(`${incident} as ${format} is on its way to the channel.`);
  },
});
