import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ChainWalk, type Head } from '../domain/chain.ts';
import type { TimelineEvent } from '../domain/timeline.ts';

export const jsonFormat = 'ringdown-incident/1';

export interface ExportedArtifact {
  sha256: string;
  text: string;
}

/** The whole record in seq order, with every raw text it names; nothing is left out and nothing is changed. */
export function jsonExport(incident: string, events: readonly TimelineEvent[], artifacts: readonly ExportedArtifact[], head: Head): string {
  return `${JSON.stringify({ format: jsonFormat, incident, events, artifacts, head }, null, 1)}\n`;
}

const exported = z.object({
  format: z.literal(jsonFormat),
  incident: z.string(),
  events: z.array(z.looseObject({ incident: z.string().nullable(), seq: z.number().int() })),
  artifacts: z.array(z.strictObject({ sha256: z.string(), text: z.string() })),
  head: z.strictObject({ seq: z.number().int(), hash: z.string() }),
});

/**
 * Checks an exported file without a store: its chain from the first entry to the head it names, and each raw text by
 * its hash. Returns the problems as sentences, none when it holds.
 */
export function verifyExport(text: string): { problems: string[]; head: Head | null; incident: string | null } {
  const read = readExport(text);
  if (!read.ok) return { problems: [read.problem], head: null, incident: null };
  const { incident, events, artifacts, head } = read.file;
  const problems: string[] = [];
  const walk = new ChainWalk();
  for (const event of events as unknown as TimelineEvent[]) {
    const fault = event.incident === incident ? walk.take(event) : 'it belongs to another incident';
    if (fault !== null) return { problems: [`${incident} event ${event.seq}: ${fault}`], head: null, incident };
  }
  for (const { seq, what } of walk.end()) problems.push(`${incident} event ${seq}: ${what}`);
  if (walk.head.seq !== head.seq || walk.head.hash !== head.hash)
    problems.push(`${incident}: the file names event ${head.seq} as its head, but its events end at ${walk.head.seq} with another hash; entries were cut`);
  for (const { sha256, text: raw } of artifacts)
    if (createHash('sha256').update(raw).digest('hex') !== sha256)
      problems.push(`raw output ${sha256.slice(0, 12)}: its text was changed`);
  return { problems, head: walk.head, incident };
}

function readExport(text: string): { ok: true; file: z.infer<typeof exported> } | { ok: false; problem: string } {
  try {
    const parsed = exported.safeParse(JSON.parse(text));
    if (parsed.success) return { ok: true, file: parsed.data };
    const issue = parsed.error.issues[0];
    return { ok: false, problem: `This is not a ${jsonFormat} file: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'unreadable'}` };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, problem: `This is not JSON: ${error.message}` };
    throw error;
  }
}
