import { sha256Hex } from '../../src/domain/chain.ts';
import type { NewEvent } from '../../src/domain/timeline.ts';
import { isoTime } from '../../src/lib/clock.ts';
import { putArtifact } from '../../src/store/artifacts.ts';
import { type Database, inTransaction } from '../../src/store/database.ts';
import { appendEvents } from '../../src/store/timeline.ts';

export const incident = 'INC-1';
export const startMs = Date.parse('2026-11-23T03:00:00.000Z');

/** One in ten entries is an answer with a raw text of its own, the others are notes. */
export async function fill(database: Database, eventCount: number): Promise<void> {
  for (let from = 0; from < eventCount; from += 1_000) {
    await inTransaction(database, async (trx) => {
      const events: NewEvent[] = [];
      for (let at = from; at < Math.min(eventCount, from + 1_000); at += 1) {
        const raw = `leaf${at % 40}# show ip bgp summary\nNeighbor 198.51.100.${at % 250} ${at}\n`;
        if (at % 10 === 5) await putArtifact(trx, { sha256: sha256Hex(raw), text: raw, createdAt: isoTime(startMs) });
        events.push(entry(at, raw));
      }
      await appendEvents(trx, incident, events, startMs + from * 1_000);
    });
  }
}

export function entry(at: number, raw: string): NewEvent {
  const actor = { kind: 'person', id: `U0${at % 30}` } as const;
  const occurredAt = isoTime(startMs + at * 1_000);
  if (at === 0)
    return {
      type: 'incident.declared',
      body: { title: 'leaf1 lost its uplink', severity: 'sev2', commander: 'U01' },
      actor,
      origin: 'slash',
      occurredAt,
    } as unknown as NewEvent;
  if (at % 10 !== 5)
    return {
      type: 'note.added',
      body: { text: `Entry ${at}: nothing new from the site.` },
      actor,
      origin: 'slash',
      occurredAt,
    };
  return {
    type: 'diagnostic.answered',
    body: {
      run: `run-${at}`,
      device: `leaf${at % 40}`,
      diagnostic: 'bgp-summary',
      arguments: '',
      playbook: null,
      outcome: 'ok',
      verdict: 'All 4 peers established.',
      records: [{ peer: '198.51.100.1', state: 'established', prefixesReceived: at }],
      unparsed: [],
      error: null,
      durationMs: 12,
      truncated: false,
      commands: [{ command: 'show ip bgp summary | json', rawSha256: sha256Hex(raw), durationMs: 12 }],
    },
    actor,
    origin: 'slash',
    occurredAt,
  } as unknown as NewEvent;
}
