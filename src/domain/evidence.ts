import type { TimelineEntry } from './timeline.ts';

/** What a device answered, and under which hash its raw text is kept. */
export interface Evidence {
  seq: number;
  at: string;
  device: string;
  diagnostic: string;
  arguments: string;
  outcome: string;
  verdict: string;
  commands: { command: string; rawSha256: string | null }[];
}

/** Null for an entry that is no answer of a device. */
export function evidenceOf(event: TimelineEntry): Evidence | null {
  if (event.type !== 'diagnostic.answered' || !event.body) return null;
  const { device, diagnostic, outcome, verdict, commands } = event.body;
  return {
    seq: event.seq,
    at: event.occurredAt,
    device,
    diagnostic,
    arguments: event.body.arguments,
    outcome,
    verdict,
    commands: commands.map(({ command, rawSha256 }) => ({ command, rawSha256 })),
  };
}

/** A device answered, be it that there is nothing. */
export function isFactual(outcome: string): boolean {
  return outcome === 'ok' || outcome === 'empty';
}
