import { defineCommand } from '../../src/command.ts';
import { entryNumber } from '../../src/entry-number.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { redactEntry } from '../../src/ops/redact-entry.ts';
import { toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'take the text of an entry out of the record for good; the chain stays whole',
  usage: '<seq>',
  right: 'note',
  needs: 'incident',
  async run(context, rest) {
    const { seq } = entryNumber(rest, '/inc redact 12');
    const incident = incidentOf(context);
    const { type, emptied, alsoIn } = await redactEntry(context.deps, context.cause, incident, seq);
    const log = emptied
      ? ''
      : ' Somebody is reading the store now: its write-ahead log is emptied at the next checkpoint.';
    const also =
      alsoIn.length === 0 ? '' : ` The same stands in other entries; redact each of them: ${alsoIn.join(', ')}.`;
    return toYou(
      `Entry ${seq} of ${incident} is redacted; ringdown draws its cards and announcement anew. Other messages in Slack, files already exported and backups are not touched: delete them yourself, and change the secret.${stays[type] ?? ''}${also}${log}`,
    );
  },
});

/** What of an entry cannot be taken back from here. */
const stays: { [type: string]: string } = {
  'incident.declared': ' The name and the topic of the channel were made of the title: change them in Slack.',
  'page.sent': ' The message that was sent to the person stays in Slack.',
  'diagnostic.answered': ' The answer in the channel and the file in its thread stay in Slack.',
  'access.refused': ' The log of ringdown holds the words, too.',
};
