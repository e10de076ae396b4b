import { context, paragraph } from '../blocks.ts';
import { dateIn, escape, utc } from '../text.ts';
import { type MessageView, view } from './view.ts';

interface TimelineData {
  incident: string;
  /** From 1; page 1 holds the newest entries. */
  page: number;
  hasMore: boolean;
  entries: readonly { seq: number; at: string; who: string; sentence: string }[];
}

/** One page of the record, in the order given. Sentences hold what people and devices wrote: nothing in them is markup. */
export function timelineView({ incident, page, hasMore, entries }: TimelineData): MessageView {
  if (entries.length === 0) {
    const none = `No entry of ${incident} matches${page > 1 ? ` on page ${page}` : ''}.`;
    return view(none, [paragraph(none)]);
  }
  const title = `Timeline of ${incident}${page > 1 ? `, page ${page}` : ''}`;
  const newest = entries[0];
  return view(`${title}: ${entries.length} entries${newest ? `, first: ${utc(newest.at)} ${newest.sentence}` : ''}`, [
    paragraph({ bold: title }),
    ...entries.flatMap(({ seq, at, who, sentence }) => [
      context({ mrkdwn: `#${seq} · ${dateIn(at, '{date_short_pretty} {time_secs}')} · ${escape(who)}` }),
      paragraph(sentence),
    ]),
    context({
      mrkdwn: hasMore ? `Older entries: \`/inc timeline page:${page + 1}\`. All of it: \`/inc export\`.` : 'All of it as a file: `/inc export`.',
    }),
  ]);
}
