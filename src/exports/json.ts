import { z } from 'zod';
import { ChainWalk, type Head, sha256Hex } from '../domain/chain.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import { readJson } from '../lib/safe-json.ts';
import type { Pages } from './source.ts';

const jsonFormat = 'ringdown-incident/1';

export interface ExportedArtifact {
  sha256: string;
  text: string;
}

/**
 * The whole record in seq order, with every raw text it names, in pieces, so that only a page of it need be in memory;
 * nothing is left out and nothing is changed. One entry per line. `eventLines` are entries as JSON text already, some to
 * a piece, a comma and a line feed between them; `artifacts` gives the texts of the hashes that they named.
 */
export async function* jsonExport(
  incident: string,
  eventLines: Iterable<string> | AsyncIterable<string>,
  artifacts: (hashes: readonly string[]) => Pages<ExportedArtifact>,
  head: Head,
): AsyncGenerator<string> {
  yield `{"format":${JSON.stringify(jsonFormat)},"incident":${JSON.stringify(incident)},"events":[`;
  const named = new Set<string>();
  let separator = '\n';
  for await (const piece of eventLines) {
    for (const sha256 of namedInText(piece)) named.add(sha256);
    yield separator;
    yield piece;
    separator = ',\n';
  }
  yield '],"artifacts":[';
  separator = '\n';
  for await (const page of artifacts([...named])) {
    if (page.length === 0) continue;
    yield separator + page.map(({ sha256, text }) => JSON.stringify({ sha256, text })).join(',\n');
    separator = ',\n';
  }
  yield `],"head":${JSON.stringify({ seq: head.seq, hash: head.hash })}}\n`;
}

/** Like `namedBy`, without reading the JSON: inside one of its strings the quotes would be escaped. */
function* namedInText(text: string): Generator<string> {
  const before = '"rawSha256":"';
  // V8 finds a few letters that begin with a rare one four times as fast as the whole words.
  const rare = 'wSha25';
  for (let near = text.indexOf(rare); near !== -1; near = text.indexOf(rare, near + 1)) {
    const at = near - before.indexOf(rare);
    if (!text.startsWith(before, at)) continue;
    const found = text.slice(at + before.length, at + before.length + 64);
    // Through bytes, because a slice would keep the whole piece in memory.
    const sha256 = Buffer.from(found, 'hex').toString('hex');
    if (sha256.length === 64 && sha256 === found) yield sha256;
  }
}

/** Hashes of the raw texts that an entry names. A chain may hold over bodies of another shape: those name none. */
function namedBy(event: TimelineEvent): string[] {
  if (event.type !== 'diagnostic.answered') return [];
  const commands: unknown = event.body?.commands;
  if (!Array.isArray(commands)) return [];
  return commands.flatMap((command: { rawSha256?: unknown } | null) =>
    typeof command?.rawSha256 === 'string' ? [command.rawSha256] : [],
  );
}

/** Strict, because a field that no hash covers could say anything. */
const exported = z.strictObject({
  format: z.literal(jsonFormat),
  incident: z.string().min(1),
  events: z.array(
    z.strictObject({
      incident: z.string(),
      seq: z.number().int(),
      occurredAt: z.string(),
      recordedAt: z.string(),
      actor: z.strictObject({ kind: z.string(), id: z.string() }),
      origin: z.string(),
      type: z.string(),
      version: z.number().int(),
      body: z.record(z.string(), z.unknown()).nullable(),
      bodySha256: z.string(),
      prevHash: z.string(),
      hash: z.string(),
    }),
  ),
  artifacts: z.array(z.strictObject({ sha256: z.string(), text: z.string() })),
  head: z.strictObject({ seq: z.number().int(), hash: z.string() }),
});
type Exported = z.infer<typeof exported>;

/**
 * Checks an exported file without a store: its chain from the first entry to the head it names, heads that were
 * witnessed elsewhere, and each raw text by its hash. Returns the problems as sentences, none when it holds.
 */
export function verifyExport(
  text: string,
  witnessed: readonly Head[] = [],
): { problems: string[]; head: Head | null; incident: string | null } {
  const read = readExport(text);
  if (!read.ok) return { problems: [read.problem], head: null, incident: null };
  const { incident } = read.file;
  const { problems, missing, head } = faultsIn(read.file, witnessed);
  return { problems: [...problems, ...missing], head, incident };
}

/** A record that was exported elsewhere and holds. */
export interface ExportedRecord {
  incident: string;
  events: TimelineEvent[];
  artifacts: ReadonlyMap<string, string>;
  head: Head;
  /** Raw texts that entries name and the file does not hold, as sentences: they were removed before it was written. */
  missing: string[];
}

/** Opens an exported file. Its problems, as sentences, where its chain does not hold or a text of it was changed. */
export function openExport(text: string): { ok: true; record: ExportedRecord } | { ok: false; problems: string[] } {
  const read = readExport(text);
  if (!read.ok) return { ok: false, problems: [read.problem] };
  const { incident, events, artifacts } = read.file;
  const { problems, missing, head } = faultsIn(read.file, []);
  if (problems.length > 0 || head === null) return { ok: false, problems };
  return {
    ok: true,
    record: {
      incident,
      events: events as unknown as TimelineEvent[],
      artifacts: new Map(artifacts.map(({ sha256, text: raw }) => [sha256, raw])),
      head,
      missing,
    },
  };
}

/** `head` is null where the chain is broken: nothing behind the fault was looked at. */
function faultsIn(
  file: Exported,
  witnessed: readonly Head[],
): { problems: string[]; missing: string[]; head: Head | null } {
  const { incident } = file;
  const events = file.events as unknown as TimelineEvent[];
  const problems: string[] = [];
  const complain = (seq: number, what: string) => problems.push(`${incident} event ${seq}: ${what}`);
  const walk = new ChainWalk();
  for (const event of events) {
    const fault = event.incident === incident ? walk.take(event) : 'it belongs to another incident';
    if (fault !== null) return { problems: [`${incident} event ${event.seq}: ${fault}`], missing: [], head: null };
    if (witnessed.some(({ seq, hash }) => seq === event.seq && hash !== event.hash))
      complain(event.seq, 'its hash is not the one that was witnessed; the chain was rebuilt');
  }
  for (const { seq, what } of walk.end()) complain(seq, what);
  if (walk.head.seq !== file.head.seq || walk.head.hash !== file.head.hash)
    problems.push(
      `${incident}: the file names event ${file.head.seq} as its head, but its events end at ${walk.head.seq}; entries were cut or the head was changed`,
    );
  for (const { seq } of witnessed)
    if (seq > walk.head.seq)
      complain(seq, `was witnessed and is not in the file, which ends at event ${walk.head.seq}`);
  const { changed, missing } = artifactFaults(incident, events, file.artifacts);
  return { problems: [...problems, ...changed], missing, head: walk.head };
}

function artifactFaults(
  incident: string,
  events: readonly TimelineEvent[],
  artifacts: Exported['artifacts'],
): { changed: string[]; missing: string[] } {
  const changed: string[] = [];
  const missing: string[] = [];
  const kept = new Set<string>();
  const named = new Set<string>();
  for (const { sha256, text } of artifacts) {
    if (sha256Hex(text) !== sha256) changed.push(`raw output ${sha256.slice(0, 12)}: its text was changed`);
    if (kept.has(sha256)) changed.push(`raw output ${sha256.slice(0, 12)}: it is in the file twice`);
    kept.add(sha256);
  }
  for (const event of events) {
    for (const rawSha256 of namedBy(event)) {
      named.add(rawSha256);
      if (!kept.has(rawSha256))
        missing.push(`${incident} event ${event.seq}: its raw output ${rawSha256.slice(0, 12)} is not in the file`);
    }
  }
  for (const sha256 of kept)
    if (!named.has(sha256)) changed.push(`raw output ${sha256.slice(0, 12)}: no entry names it`);
  return { changed, missing };
}

function readExport(text: string): { ok: true; file: Exported } | { ok: false; problem: string } {
  // Refuses what two readers could understand differently, such as a key that is there twice.
  const reading = readJson(text);
  if (reading.kind === 'refused') return { ok: false, problem: `This is not a ${jsonFormat} file: ${reading.why}` };
  if (reading.kind !== 'documents' || reading.documents.length !== 1 || reading.rest !== '')
    return { ok: false, problem: `This is not a ${jsonFormat} file: it does not hold one whole JSON document` };
  try {
    const parsed = exported.safeParse(JSON.parse(text));
    if (parsed.success) return { ok: true, file: parsed.data };
    const issue = parsed.error.issues[0];
    return {
      ok: false,
      problem: `This is not a ${jsonFormat} file: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'unreadable'}`,
    };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, problem: `This is not JSON: ${error.message}` };
    throw error;
  }
}
