import { defineCommand } from '../../src/command.ts';
import { entryNumber } from '../../src/entry-number.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { redactEntry } from '../../src/ops/redact-entry.ts';
import { toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'take the text of a note, update or pin out of the record for good; the chain stays whole',
  usage: '<seq>',
  right: 'note',
  needs: 'incident',
  async run(context, rest) {
    const { seq } = entryNumber(rest, '/inc redact 12');
    const incident = incidentOf(context);
    const { emptied } = await redactEntry(context.deps, context.cause, incident, seq);
    const log = emptied
      ? ''
      : ' Somebody is reading the store now: its write-ahead log is emptied at the next checkpoint.';
    return toYou(
      `Entry ${seq} of ${incident} is redacted. Messages in Slack, files already exported and backups are not touched: delete them yourself, and change the secret.${log}`,
    );
  },
});
