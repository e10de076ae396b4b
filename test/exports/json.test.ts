import { describe, expect, test } from 'vitest';
import { genesisHash, type Head } from '../../src/domain/chain.ts';
import type { TimelineEvent } from '../../src/domain/timeline.ts';
import { type ExportedArtifact, jsonExport, verifyExport } from '../../src/exports/json.ts';
import { hostileNight, hostileTexts } from './hostile.ts';
import { artifacts, chained, lines, night } from './night.ts';

/** The whole file. */
async function fileOf(
  incident: string,
  events: readonly TimelineEvent[],
  texts: readonly ExportedArtifact[],
  end: Head,
): Promise<string> {
  let text = '';
  const eventLines = events.map((event) => JSON.stringify(event));
  for await (const piece of jsonExport(incident, eventLines, () => [texts], end)) text += piece;
  return text;
}

const kept = [...artifacts].map(([sha256, text]) => ({ sha256, text }));
const last = night.at(-1);
const head = { seq: last?.seq ?? 0, hash: last?.hash ?? '' };
const file = await fileOf('INC-1', night, kept, head);
type File = {
  format: string;
  incident: string;
  events: Record<string, unknown>[];
  artifacts: unknown[];
  head: typeof head;
};

/** The file after somebody has edited it. */
function edited(edit: (file: File) => void): string {
  const copy = JSON.parse(file) as File;
  edit(copy);
  return JSON.stringify(copy);
}

describe('a file', () => {
  test('holds the whole record in seq order, its raw texts and the head', () => {
    const read = JSON.parse(file) as File;
    expect(Object.keys(read)).toEqual(['format', 'incident', 'events', 'artifacts', 'head']);
    expect(read).toMatchObject({ format: 'ringdown-incident/1', incident: 'INC-1', head });
    expect(read.events).toEqual(night);
    expect(read.artifacts).toEqual(kept);
  });

  test('is accepted without a store, in any layout', () => {
    const accepted = { problems: [], head, incident: 'INC-1' };
    expect(verifyExport(file)).toEqual(accepted);
    expect(verifyExport(JSON.stringify(JSON.parse(file)))).toEqual(accepted);
    expect(verifyExport(file, [head, { seq: 3, hash: night[2]?.hash ?? '' }])).toEqual(accepted);
  });

  test.for(hostileTexts.map((text) => [text] as const))('holds with %j in every text', async ([text]) => {
    const { events, artifacts: texts } = hostileNight(text);
    const end = { seq: events.length, hash: events.at(-1)?.hash ?? '' };
    const hostile = await fileOf(
      'INC-1',
      events,
      [...texts].map(([sha256, raw]) => ({ sha256, text: raw })),
      end,
    );
    expect(verifyExport(hostile).problems).toEqual([]);
  });
});

describe('a change is found and named', () => {
  test.for<[what: string, edit: (file: File) => void, problem: string | RegExp]>([
    [
      'a word of a note',
      ({ events }) => Object.assign(events[26] ?? {}, { body: { text: 'all was well' } }),
      'INC-1 event 27: its body was changed',
    ],
    [
      'a time',
      ({ events }) => Object.assign(events[3] ?? {}, { occurredAt: '2026-11-23T01:00:00.000Z' }),
      'INC-1 event 4: its time, actor, origin or type was changed',
    ],
    [
      'an actor',
      ({ events }) => Object.assign(events[16] ?? {}, { actor: { kind: 'person', id: 'eve' } }),
      'INC-1 event 17: its time, actor, origin or type was changed',
    ],
    [
      'an entry taken out',
      ({ events }) => void events.splice(9, 1),
      'INC-1 event 11: expected entry 10: an entry is missing or out of order',
    ],
    [
      'two entries swapped',
      ({ events }) => void events.splice(4, 2, events[5] ?? {}, events[4] ?? {}),
      'INC-1 event 6: expected entry 5: an entry is missing or out of order',
    ],
    [
      'a body emptied',
      ({ events }) => Object.assign(events[26] ?? {}, { body: null }),
      'INC-1 event 27: its body is gone and no redaction says why',
    ],
    ['the end cut off', ({ events }) => void events.splice(30), /names event 32 as its head, but its events end at 30/],
    [
      'an entry of another incident',
      ({ events }) => Object.assign(events[5] ?? {}, { incident: 'INC-2' }),
      'INC-1 event 6: it belongs to another incident',
    ],
    [
      'the incident',
      (whole) => void Object.assign(whole, { incident: 'INC-7' }),
      'INC-7 event 1: it belongs to another incident',
    ],
    [
      'a raw text',
      (whole) => Object.assign(whole.artifacts[0] ?? {}, { text: 'eth1 is up' }),
      /^raw output [0-9a-f]{12}: its text was changed$/,
    ],
    [
      'a raw text taken out',
      (whole) => void whole.artifacts.shift(),
      /^INC-1 event 5: its raw output [0-9a-f]{12} is not in the file$/,
    ],
    [
      'a raw text nobody read',
      (whole) => void whole.artifacts.push({ sha256: 'a'.repeat(64), text: '' }),
      /^raw output a{12}: its text was changed$/,
    ],
    [
      'a field that no hash covers',
      ({ events }) => Object.assign(events[0] ?? {}, { comment: 'approved by all' }),
      /^This is not a ringdown-incident\/1 file: events\.0: /,
    ],
    [
      'another format',
      (whole) => void Object.assign(whole, { format: 'ringdown-incident/2' }),
      /^This is not a ringdown-incident\/1 file: format: /,
    ],
  ])('%s', ([, edit, problem]) => {
    const { problems } = verifyExport(edited(edit));
    expect(problems[0]).toMatch(typeof problem === 'string' ? new RegExp(`^${problem}$`) : problem);
  });

  test('each of 3,000 single characters, anywhere in the file', () => {
    const characters = '"\\,:{}[]01ae';
    let changed = 0;
    for (let i = 0; changed < 3_000; i += 1) {
      const place = (i * 7_919) % file.length;
      const other = characters[i % characters.length] ?? '';
      if (/\s/.test(file[place] ?? '') || file[place] === other) continue;
      changed += 1;
      const { problems } = verifyExport(file.slice(0, place) + other + file.slice(place + 1));
      if (problems.length === 0)
        expect.fail(`character ${place} ${JSON.stringify(file.slice(place - 20, place + 20))} became ${other} unseen`);
    }
  }, 60_000);

  test('only against a witnessed head: a record rebuilt from the first entry, and one that ends earlier', async () => {
    const rebuilt = chained(
      lines.map((line, index) => (index === 26 ? { ...line, body: { text: 'all was well' } } : line)),
      'INC-1',
      [29],
    );
    const own = { seq: 32, hash: rebuilt.at(-1)?.hash ?? '' };
    expect(verifyExport(await fileOf('INC-1', rebuilt, kept, own)).problems).toEqual([]);
    expect(verifyExport(await fileOf('INC-1', rebuilt, kept, own), [head]).problems).toEqual([
      'INC-1 event 32: its hash is not the one that was witnessed; the chain was rebuilt',
    ]);
    const short = night.slice(0, 30);
    const shortFile = await fileOf('INC-1', short, kept, { seq: 30, hash: short[29]?.hash ?? '' });
    expect(verifyExport(shortFile, [head]).problems).toEqual([
      'INC-1 event 32: was witnessed and is not in the file, which ends at event 30',
    ]);
  });
});

describe('what is no export is said to be none, without a stack trace', () => {
  test.for<[what: string, text: string]>([
    ['nothing', ''],
    ['half a file', file.slice(0, file.length / 2)],
    ['two files', `${file}${file}`],
    ['a file and something behind it', `${file} and more`],
    ['a key that is there twice', file.replace('"format"', '"incident": "INC-9", "format"')],
    ['a list', '[]'],
    ['HTML', '<!doctype html>'],
    ['a hundred thousand brackets', '['.repeat(100_000)],
    ['half an emoji', file.replace('field team 7', 'field \\ud83d')],
    ['a number without end', file.replace('"durationMs":41', '"durationMs":1e999')],
  ])('%s', ([, text]) => {
    const { problems } = verifyExport(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]).toMatch(/^(This is not|INC-1 event \d+: )/);
  });

  test('a chain that holds over bodies of another shape is walked all the same', async () => {
    const strange = chained([
      { at: 0, by: { kind: 'bot', id: 'x' }, type: 'diagnostic.answered', body: { commands: 7 } },
    ]);
    const end = { seq: 1, hash: strange[0]?.hash ?? '' };
    expect(verifyExport(await fileOf('INC-1', strange, [], end)).problems).toEqual([]);
  });

  test('a record without entries has nothing to hold', async () => {
    expect(verifyExport(await fileOf('INC-1', [], [], { seq: 0, hash: genesisHash })).problems).toEqual([]);
  });
});
