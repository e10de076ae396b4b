import { setImmediate as nextTurn } from 'node:timers/promises';
import { ChainWalk, type Head, sha256Hex } from '../domain/chain.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import type { Reader } from './database.ts';
import { streamStored } from './stream-timeline.ts';
import { chains } from './timeline.ts';

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
 * every raw text that an entry names is there with its hash. Reads only, a page at a time. Of each chain the first bad
 * entry is named: behind it nothing is proven.
 */
export async function verifyStore(
  db: Reader,
  options: { incident?: string; witnessed?: readonly WitnessedHead[] } = {},
): Promise<Verification> {
  const result: Verification = { problems: [], heads: [], events: 0 };
  const { kept, problems } = await verifyArtifacts(db);
  const known = await chains(db);
  const witnessed = options.witnessed ?? [];
  for (const { incident, seq } of witnessed)
    if (options.incident !== undefined && incident !== options.incident)
      result.problems.push(
        `${nameOf(incident)} event ${seq}: was witnessed and not compared; only ${options.incident} was verified`,
      );
  for (const witness of witnessed)
    if (!known.includes(witness.incident))
      result.problems.push(`${nameOf(witness.incident)}: was witnessed at event ${witness.seq} but has no events`);
  for (const incident of options.incident === undefined ? known : [options.incident])
    await verifyChain(db, incident, { witnessed, kept }, result);
  result.problems.push(...problems);
  return result;
}

/**
 * The chains alone, without the raw texts that entries name: for a bot that is at work. Each page is read in a turn of the
 * event loop of its own. Ends early, with what was found until then, once `isOver` says so.
 */
export async function verifyChains(db: Reader, isOver: () => boolean): Promise<string[]> {
  const result: Verification = { problems: [], heads: [], events: 0 };
  for (const incident of await chains(db))
    if (!isOver()) await verifyChain(db, incident, { witnessed: [], kept: null, isOver }, result);
  return result.problems;
}

async function verifyChain(
  db: Reader,
  incident: string | null,
  {
    witnessed,
    kept,
    isOver,
  }: { witnessed: readonly WitnessedHead[]; kept: ReadonlySet<string> | null; isOver?: () => boolean },
  result: Verification,
): Promise<void> {
  const complain = (seq: number, what: string) => result.problems.push(`${nameOf(incident)} event ${seq}: ${what}`);
  const own = witnessed.filter((head) => head.incident === incident);
  const walk = new ChainWalk();
  for await (const page of streamStored(db, incident)) {
    if (isOver) await nextTurn();
    if (isOver?.()) return;
    for (const { event, bodyText } of page) {
      result.events += 1;
      const fault = walk.take(event, bodyText ?? undefined);
      if (fault !== null) {
        complain(event.seq, fault);
        return;
      }
      if (own.some(({ seq, hash }) => seq === event.seq && hash !== event.hash))
        complain(event.seq, 'its hash is not the one that was witnessed; the chain was rebuilt');
      for (const sha256 of kept === null ? [] : rawTextsOf(event))
        if (!kept?.has(sha256)) complain(event.seq, `its raw output ${sha256.slice(0, 12)} is gone`);
    }
  }
  for (const { seq, what } of walk.end()) complain(seq, what);
  for (const { seq } of own)
    if (seq > walk.head.seq) complain(seq, `was witnessed and is gone; the chain ends at event ${walk.head.seq}`);
  result.heads.push({ incident, ...walk.head });
}

function rawTextsOf(event: TimelineEvent): string[] {
  if (event.type !== 'diagnostic.answered' || event.body === null) return [];
  return event.body.commands.flatMap(({ rawSha256 }) => rawSha256 ?? []);
}

async function verifyArtifacts(db: Reader): Promise<{ kept: ReadonlySet<string>; problems: string[] }> {
  const kept = new Set<string>();
  const problems: string[] = [];
  let after = '';
  for (;;) {
    const page = await db
      .selectFrom('artifact')
      .select(['sha256', 'text'])
      .where('sha256', '>', after)
      .orderBy('sha256')
      .limit(100)
      .execute();
    if (page.length === 0) return { kept, problems };
    for (const { sha256, text } of page) {
      kept.add(sha256);
      after = sha256;
      if (sha256Hex(text) !== sha256) problems.push(`raw output ${sha256.slice(0, 12)}: its text was changed`);
    }
  }
}

function nameOf(incident: string | null): string {
  return incident ?? 'the chain outside incidents';
}
