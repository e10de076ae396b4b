import { describe, expect, test } from 'vitest';
import type { TimelineEvent } from '../../src/domain/timeline.ts';
import { replayableRecord } from '../../src/ops/replayable-record.ts';
import { fileOf } from '../exports/file-of.ts';
import { artifacts, chained, type Line, line, lines, night } from '../exports/night.ts';

const file = await fileOf(night, artifacts);
const by = { kind: 'person', id: 'ana' } as const;

/** The file of a chain that holds over whatever stands in it. */
const fileWith = (extra: readonly Line[], before: readonly Line[] = lines) =>
  fileOf(chained([...before, ...extra], 'INC-1', [29]), artifacts);

/** The same with one field of the last entry's header set before it was chained. */
const fileWithHeader = (change: Partial<Line>) =>
  fileWith([{ ...line(2_000, by, 'note.added', { text: 'x' }), ...change }]);

const refusal = (text: string): string => {
  try {
    replayableRecord(text);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it was accepted');
};

describe('a record that holds', () => {
  test('is opened with its entries, its raw texts and its head', () => {
    const record = replayableRecord(file);
    expect(record.events).toEqual(night);
    expect(record.artifacts).toEqual(artifacts);
    expect(record).toMatchObject({ incident: 'INC-1', missing: [], head: { seq: night.length } });
  });

  test('may lack raw texts that were removed before it was written: they are named', async () => {
    const [gone] = artifacts.keys();
    const rest = new Map([...artifacts].filter(([sha256]) => sha256 !== gone));
    const { missing } = replayableRecord(await fileOf(night, rest));
    expect(missing).toEqual([`INC-1 event 5: its raw output ${gone?.slice(0, 12)} is not in the file`]);
  });
});

describe('what is refused, by the number of its entry', () => {
  test.for([
    ['a changed note', file.replace('on the customer graph', 'on our graph'), /^INC-1 event 14: its body was changed$/],
    [
      'an entry that was cut out',
      file.replace(/^,?\{"incident":"INC-1","seq":7,.*\n/m, ''),
      /^INC-1 event 8: expected entry 7/,
    ],
    [
      'a changed raw text',
      file.replace('12.5% packet loss', '0% packet loss'),
      /raw output [0-9a-f]{12}: its text was changed/,
    ],
    ['another head', file.replace(/"head":\{"seq":\d+/, '"head":{"seq":7'), /names event 7 as its head/],
  ] as const)('%s', ([, text, words]) => {
    expect(text).not.toBe(file);
    expect(refusal(text)).toMatch(words);
  });

  test.for([
    ['nothing at all', ''],
    ['text', 'hello'],
    ['another format', file.replace('ringdown-incident/1', 'ringdown-incident/2')],
    ['a file that was cut', file.slice(0, -40)],
    ['a key given twice', file.replace('"incident":"INC-1"', '"incident":"INC-1","incident":"INC-2"')],
    ['the name of a prototype', file.replace('"seq":1,', '"__proto__":{"x":1},"seq":1,')],
    ['a field that no hash covers', file.replace('"seq":1,', '"said":"trust me","seq":1,')],
    ['hundred thousand brackets', `${'['.repeat(100_000)}`],
  ] as const)('%s is not such a file', ([, text]) =>
    expect(refusal(text)).toMatch(/^This is not a ringdown-incident\/1 file/),
  );

  test.for([
    [
      'an unknown type',
      { type: 'incident.exploded' as Line['type'] },
      /event 33: its type "incident\.exploded" is not known/,
    ],
    [
      'the name of a prototype as a type',
      { type: 'constructor' as Line['type'] },
      /event 33: its type "constructor" is not/,
    ],
    ['a body of another type', { body: { text: 7 } }, /event 33: its body is none of note\.added: text/],
    ['a body with more in it', { body: { text: 'x', html: '<b>' } }, /event 33: its body is none of note\.added/],
    ['an unknown kind of actor', { by: { kind: 'root' as 'bot', id: 'x' } }, /event 33: "root" is no kind of actor/],
    [
      'an unknown diagnostic',
      {
        type: 'diagnostic.asked' as const,
        body: { run: 'r', device: 'd', diagnostic: 'toString', arguments: '', playbook: null },
      },
      /event 33: there is no diagnostic "toString"/,
    ],
    [
      'a second declaration',
      { type: 'incident.declared' as const, body: { title: 'x', severity: 'sev1', commander: null } },
      /event 33: a record begins with its declaration, and has only one/,
    ],
  ] satisfies [string, Partial<Line>, RegExp][])('%s, though its chain holds', async ([, change, words]) =>
    expect(refusal(await fileWithHeader(change))).toMatch(words),
  );

  test('a record without a declaration, or without an entry', async () => {
    expect(refusal(await fileOf(chained(lines.slice(1, 3)), new Map()))).toMatch(/event 1: a record begins/);
    expect(refusal(await fileOf([] as TimelineEvent[], new Map()))).toMatch(/its events end at 0/);
    expect(refusal(await fileOf(chained(lines.slice(0, 1), 'INC-1', [1]), new Map()))).toMatch(/event 1/);
  });
});
