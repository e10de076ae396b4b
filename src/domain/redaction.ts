import { verdictPrefix } from './incident.ts';
import { type EventBody, type EventType, eventBodies, type TimelineEntry, type TimelineEvent } from './timeline.ts';

/** What stands where somebody's words were taken out. */
export const redactedText = '[redacted]';

type Words = { [T in EventType]?: (body: EventBody<T>) => EventBody<T> | null };

/**
 * Each type that holds free text, with what is left of a body without it: the state that the rest of the record builds
 * on. Null where nothing but the text was there.
 */
const withoutWords: Words = {
  'incident.declared': (body) => ({ ...body, title: redactedText }),
  'incident.severity': (body) => ({ ...body, why: gone(body.why) }),
  'incident.status': (body) => ({ ...body, text: gone(body.text) }),
  'incident.update': (body) => ({ ...body, text: redactedText }),
  'note.added': () => null,
  // What it corrected stays corrected: nobody reads the former text as the last word again.
  'note.corrected': (body) => ({ ...body, text: redactedText }),
  // The message stays pinned: another :pushpin: must not bring its text back.
  'pin.added': ({ messageTs, author, permalink }) => ({ messageTs, author, text: redactedText, permalink }),
  'diagnostic.answered': ({ since: _since, ...body }) => ({
    ...body,
    verdict: redactedText,
    records: [],
    unparsed: [],
    error: gone(body.error),
    commands: body.commands.map((command) => ({ ...command, rawSha256: null })),
  }),
  'mitigation.proposed': (body) => ({ ...body, reason: gone(body.reason) }),
  'mitigation.voted': (body) => ({ ...body, why: gone(body.why) }),
  'page.sent': (body) => ({ ...body, text: redactedText }),
  'alert.received': (body) => ({ ...body, title: redactedText, labels: {} }),
  'handoff.given': (body) => ({ ...body, text: redactedText }),
  'access.refused': (body) => ({ ...body, words: redactedText }),
};

function gone(text: string | null): string | null {
  return text === null ? null : redactedText;
}

/** A body without the words in it; `rest` is null where nothing is left. Null for an entry without free text. */
export function withoutText(event: TimelineEntry): { rest: Record<string, unknown> | null } | null {
  const strip = withoutWords[event.type] as ((body: object) => Record<string, unknown> | null) | undefined;
  if (strip === undefined || event.body === null) return null;
  const rest = strip(event.body);
  return textsIn(event.body).some((text) => !textsIn(rest).includes(text)) ? { rest } : null;
}

/** Shorter texts are in too many others to be looked for. */
const shortest = 4;

/** The texts that an entry holds and its rest does not, the longest first: copies of them are looked for elsewhere. */
export function takenTexts(event: TimelineEntry, rest: object | null): string[] {
  const left = new Set(textsIn(rest));
  // The fields of its records are words such as "established", which stand in half of all messages.
  const said = event.type === 'diagnostic.answered' ? { ...event.body, records: [], commands: [] } : event.body;
  const taken = textsIn(said)
    .filter((text) => !left.has(text))
    .flatMap((text) => [text, ...linesOf(text)])
    .filter((text) => text.length >= shortest);
  return [...new Set(taken)].sort((a, b) => b.length - a.length);
}

/** A message may show lines of a text by themselves: the conclusion of a playbook, and each of its facts. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) =>
      (line.startsWith(verdictPrefix) ? line.slice(verdictPrefix.length) : line).replace(/^- /, '').trim(),
    );
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** A redacted entry with what its redaction says is left of it; as it is where that is none of its type. */
export function withRest<T extends TimelineEntry>(entry: T, rest: unknown): T {
  if (entry.body !== null || rest === null || rest === undefined) return entry;
  const body = eventBodies[entry.type].safeParse(rest);
  return body.success ? ({ ...entry, body: body.data, isRedacted: true } as T) : entry;
}

/** A whole record, each redacted entry with what is left of it. */
export function withRests(events: readonly TimelineEvent[]): TimelineEvent[] {
  const rests = new Map<number, unknown>();
  for (const event of events)
    if (event.type === 'note.redacted' && event.body?.rest !== undefined) rests.set(event.body.target, event.body.rest);
  return events.map((event) => withRest(event, rests.get(event.seq)));
}
