import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { type ExportFormat, exportPieces } from './export-pieces.ts';
import { recordOn } from './incident-record.ts';
import { intend } from './slack-intent.ts';

/**
 * Puts the record on its way to the incident's channel as a file; asked for in Slack, that becomes an event itself. The
 * file is written when it is sent, up to the entry that is the newest now, so that the store holds no copy of texts that
 * may be redacted later. Throws UserError when it cannot be written.
 */
export async function exportToChannel(
  deps: Deps,
  cause: Cause,
  incident: string,
  format: ExportFormat,
  zone: string,
): Promise<void> {
  const { database, config } = deps;
  // A template that cannot be filled is told now, to the one who asks.
  const { head } = await exportPieces(database.db, incident, format, { zone, templates: config.postmortem });
  await commit(deps, cause, async (trx) => {
    const { events } = await recordOn(trx, deps, incident, [eventOf(cause, 'export.made', { format, head })]);
    await intend(
      trx,
      {
        kind: 'export',
        to: { incident },
        incident,
        format,
        zone,
        head,
      },
      {
        key: `export:${incident}:${events[0]?.seq ?? 0}`,
        lane: 'output',
        incident,
        nowMs: deps.clock.nowMs(),
      },
    );
  });
}
