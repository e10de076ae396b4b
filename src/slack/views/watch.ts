import { context, message, section } from '../blocks.ts';
import { dateIn, escaped, utcIn } from '../text.ts';
import type { MessageView } from './view.ts';

export interface WatchShown {
  /** What is watched, as it is typed. */
  shortcut: string;
  /** The first letters of its name, for `/net watch stop`. */
  id: string;
  everySeconds: number;
  endsAt: string;
  /** Null while it runs; else why it ended. */
  ended: string | null;
  readings: number;
  /** When it read last; null before the first reading. */
  readAt: string | null;
  /** One sentence per device. */
  verdicts: readonly { device: string; verdict: string; isBad: boolean }[];
  /** Newest first. */
  changes: readonly { at: string; device: string; words: string; isWorse: boolean }[];
}

const mostChanges = 10;
const mostDevices = 20;

/** The one message of a watch, edited at every reading. */
export function watchMessage(watch: WatchShown): MessageView {
  const { shortcut, id, everySeconds, endsAt, ended, readings, readAt, verdicts, changes } = watch;
  const head = ended === null ? ':eyes: Watching' : ':white_circle: Watched';
  const title = `${head} \`${escaped(shortcut).replaceAll('`', "'")}\``;
  const course = (render: (iso: string) => string) =>
    ended === null
      ? `Every ${everySeconds} s until ${render(endsAt)}${readAt === null ? '' : `; read ${readings} times, last ${render(readAt)}`}. Stop: \`/net watch stop ${id}\``
      : `Ended: ${escaped(ended)}. Read ${readings} times.`;
  const lines = verdicts
    .slice(0, mostDevices)
    .map(
      ({ device, verdict, isBad }) =>
        `${isBad ? ':warning:' : ':white_small_square:'} *${escaped(device)}* ${escaped(verdict)}`,
    );
  const shown = (render: (iso: string) => string) =>
    changes.slice(0, mostChanges).map(({ at, device, words, isWorse }) => {
      return `${isWorse ? ':warning:' : '•'} ${render(at)} ${escaped(device)}: ${escaped(words.slice(0, 200))}`;
    });
  const none = readings > 1 ? ['Nothing has changed.'] : [];
  return message(
    [title, course(utcIn), ...lines, ...(changes.length > 0 ? shown(utcIn) : none)].join('\n').replaceAll('*', ''),
    [
      section(title),
      ...(lines.length > 0 ? [section(lines.join('\n'))] : []),
      ...(changes.length > 0 ? [section(shown(dateIn).join('\n'))] : none.map((line) => context(line))),
      context(course(dateIn)),
    ],
  );
}

/** News of a watch, for the channel. */
export function watchNews(data: {
  shortcut: string;
  changes: readonly { device: string; words: string; isWorse: boolean }[];
}): MessageView {
  const { shortcut, changes } = data;
  const head = `${changes.some(({ isWorse }) => isWorse) ? ':warning:' : ':eyes:'} Changed: \`${escaped(shortcut).replaceAll('`', "'")}\``;
  const lines = changes
    .slice(0, mostChanges)
    .map(({ device, words }) => `• *${escaped(device)}* ${escaped(words.slice(0, 200))}`);
  const more = changes.length > mostChanges ? [`… and ${changes.length - mostChanges} more`] : [];
  const text = [head, ...lines, ...more];
  return message(text.join('\n').replaceAll('*', ''), [section(head), section([...lines, ...more].join('\n'))]);
}
