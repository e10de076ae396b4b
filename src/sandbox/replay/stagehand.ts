import { sha256Hex } from '../../domain/chain.ts';
import type { Incident } from '../../domain/incident.ts';
import type { TimelineEvent } from '../../domain/timeline.ts';
import type { Cast } from './cast.ts';
import type { Effect } from './effect.ts';

/** What every part of the script may look at. */
export interface Stagehand {
  incident: string;
  /** The whole record, each answer as today's parsers read it. */
  events: readonly TimelineEvent[];
  artifacts: ReadonlyMap<string, string>;
  cast: Cast;
}

/** Where the record stands at an entry: the incident after it, and the entries that were recorded in the same moment. */
export interface Moment {
  incident: Incident;
  together: readonly TimelineEvent[];
}

/** One part of the script: what an entry leads to, in the order of the record. It remembers what it needs. */
export type Part = (event: TimelineEvent, moment: Moment) => Effect[];

/** The same line on the same incident is the same button, in every replay. */
export function buttonFor(incident: string, line: string): { id: string } {
  return { id: sha256Hex(`${incident} ${line}`).slice(0, 32) };
}

/** A person as a mention; the alert source, the clock and the bot by their name. */
export function whoIn({ actor }: TimelineEvent, cast: Cast): string {
  return actor.kind === 'person' ? cast.mention(actor.id) : actor.id;
}
