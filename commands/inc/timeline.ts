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
  usage: '[type:T] [by:P] [page:N] [before:SEQ] · as:picture',
  right: 'read',
  needs: 'incident',
  async run(context, rest) {
    if (rest.trim() === 'as:picture') {
      await orderTimeline(context.deps, context.cause, incidentOf(context));
      return inChannel('The picture comes into the channel.');
    }
    const filters = Object.fromEntries(splitWords(rest, []).words.map((word) => filterOf(word)));
    const found = await timelinePage(context.deps, incidentOf(context), {
      type: filters['type'] ?? null,
      by: filters['by'] ?? null,
      before: filters['before'] === undefined ? null : numberOf(filters['before'], 'the number of an entry'),
      page: filters['page'] === undefined ? 1 : numberOf(filters['page'], 'a page number'),
    });
    const older = olderLine(found, filters);
    return {
      view: timelineView({ ...found, older, buttons: await buttonsOf(context, found.incident, older) }),
      text: found.entries.map((one) => `${one.seq}\t${one.at}\t${one.who}\t${markOf(one)}${one.sentence}`).join('\n'),
      data: found,
      show: 'you',
    };
  },
});

function markOf({ marked }: TimelinePage['entries'][number]): string {
  return marked ? '[marked] ' : '';
}

/** The words that show what is older under the same filters, whatever has arrived by then; null when nothing is. */
function olderLine({ entries, hasMore }: TimelinePage, { type, by }: Record<string, string>): string | null {
  const last = entries.at(-1);
  if (!hasMore || !last) return null;
  return ['timeline', ...(type ? [`type:${type}`] : []), ...(by ? [`by:${by}`] : []), `before:${last.seq}`].join(' ');
}

async function buttonsOf({ deps, place }: CommandContext, incident: string, older: string | null) {
  if (place.kind === 'terminal') return { older: null, picture: null };
  return timelineButtons(deps, incident, older);
}

function numberOf(text: string, what: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new UserError('usage', `${text} is not ${what}.`);
  return number;
}

function filterOf(word: string): [string, string] {
  const match = /^(type|by|page|before):(\S+)$/.exec(word);
  if (!match?.[1] || match[2] === undefined)
    throw new UserError(
      'usage',
      `"${word}" is not a filter. Known: type:note.added by:ana page:2 before:57, or as:picture alone.`,
    );
  return [match[1], match[2]];
}
