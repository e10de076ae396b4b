import { createHash } from 'node:crypto';
import { ChainWalk, type Head } from '../domain/chain.ts';
import type { Reader } from './database.ts';
import { chains, streamEvents } from './timeline.ts';

export interface WitnessedHead extends Head {
  incident: string | null;
}

export interface Verification {
  /** Plain sentences, "INC-1 event 23: its body was changed"; empty when everything holds. */
  problems: string[];
  heads: WitnessedHead[];
  events: number;
}

/**
 * Re-walks the chains (one, or all of them), compares them with heads that were witnessed elsewhere, and checks that
 * every stored raw text still has its hash. Reads only.
 */
export async function verifyStore(
  db: Reader,
  options: { incident?: string; witnessed?: readonly WitnessedHead[] } = {},
): Promise<Verification> {
  const result: Verification = { problems: [], heads: [], events: 0 };
  const names = options.incident === undefined ? await chains(db) : [options.incident];
  for (const witness of options.witnessed ?? [])
    if (!names.includes(witness.incident))
      result.problems.push(`${nameOf(witness.incident)}: was witnessed at event ${witness.seq} but has no events`);
  for (const incident of names) await verifyChain(db, incident, options.witnessed ?? [], result);
  await verifyArtifacts(db, result);
  return result;
}

async function verifyChain(
  db: Reader,
  incident: string | null,
  witnessed: readonly WitnessedHead[],
  result: Verification,
): Promise<void> {
  const own = new Map(witnessed.filter((head) => head.incident === incident).map((head) => [head.seq, head.hash]));
  const walk = new ChainWalk();
  for await (const event of streamEvents(db, incident)) {
    result.events += 1;
    const fault = walk.take(event);
    if (fault) {
      result.problems.push(`${nameOf(incident)} event ${event.seq}: ${fault}`);
      return;
    }
    const expected = own.get(event.seq);
    own.delete(event.seq);
    if (expected !== undefined && expected !== event.hash)
      result.problems.push(`${nameOf(incident)} event ${event.seq}: its hash is not the one that was witnessed; the chain was rebuilt`);
  }
  for (const { seq, what } of walk.end()) result.problems.push(`${nameOf(incident)} event ${seq}: ${what}`);
  for (const seq of own.keys())
    result.problems.push(`${nameOf(incident)} event ${seq}: was witnessed and is gone; the chain ends at event ${walk.head.seq}`);
  result.heads.push({ incident, ...walk.head });
}

async function verifyArtifacts(db: Reader, result: Verification): Promise<void> {
  let after = '';
  for (;;) {
    const page = await db
      .selectFrom('artifact')
      .select(['sha256', 'text'])
      .where('sha256', '>', after)
      .orderBy('sha256')
      .limit(100)
      .execute();
    for (const { sha256, text } of page)
      if (createHash('sha256').update(text).digest('hex') !== sha256)
        result.problems.push(`raw output ${sha256.slice(0, 12)}: its text was changed`);
    const last = page.at(-1);
    if (!last) return;
    after = last.sha256;
  }
}

function nameOf(incident: string | null): string {
  return incident ?? 'the chain outside incidents';
}
