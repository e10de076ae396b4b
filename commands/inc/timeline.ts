import { type CommandContext, defineCommand } from '../../src/command.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { UserError } from '../../src/lib/errors.ts';
import { orderTimeline } from '../../src/ops/draw-picture.ts';
import { timelineButtons } from '../../src/ops/timeline-buttons.ts';
import { type TimelinePage, timelinePage } from '../../src/ops/timeline-page.ts';
import { inChannel } from '../../src/reply.ts';
import { timelineView } from '../../src/slack/views/timeline.ts';
import { splitWords } from '../../src/words.ts';

export default defineCommand({
  summary: 'the record, newest first',
  usage: '[type:T] [by:P] [page:N] · as:picture',
  right: 'read',
  needs: 'incident',
  async run(context, rest) {
    if (rest.trim() === 'as:picture') {
      await orderTimeline(context.deps, context.cause, incidentOf(context));
      return inChannel('The picture comes into the channel.');
    }
    const filters = Object.fromEntries(splitWords(rest, []).words.map((word) => filterOf(word)));
    const page = filters['page'] === undefined ? 1 : Number(filters['page']);
    if (!Number.isInteger(page) || page < 1)
      throw new UserError('usage', `page:${filters['page']} is not a page number.`);
    const found = await timelinePage(context.deps, incidentOf(context), {
      type: filters['type'] ?? null,
      by: filters['by'] ?? null,
      page,
    });
    return {
      view: timelineView({ ...found, buttons: await buttonsOf(context, found, rest) }),
      text: found.entries.map((entry) => `${entry.seq}\t${entry.at}\t${entry.who}\t${entry.sentence}`).join('\n'),
      data: found,
      show: 'you',
    };
  },
});

async function buttonsOf({ deps, place }: CommandContext, found: TimelinePage, rest: string) {
  if (place.kind === 'terminal') return { older: null, picture: null };
  return timelineButtons(deps, found, rest.replace(/\bpage:\S+/, '').trim());
}

function filterOf(word: string): [string, string] {
  const match = /^(type|by|page):(\S+)$/.exec(word);
  if (!match?.[1] || match[2] === undefined)
    throw new UserError(
      'usage',
      `"${word}" is not a filter. Known: type:note.added by:ana page:2, or as:picture alone.`,
    );
  return [match[1], match[2]];
}
