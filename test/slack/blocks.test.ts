import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  actions,
  context,
  divider,
  fields,
  header,
  message,
  preformatted,
  quote,
  section,
} from '../../src/slack/blocks.ts';
import { escaped } from '../../src/slack/text.ts';
import { hostile, labels, problemsOf, shown } from './slack-rules.ts';

describe('constructors stay inside Slack’s limits', () => {
  test('whatever text they get', () =>
    fc.assert(
      fc.property(hostile, hostile, (one, two) => {
        const view = message(escaped(one), [
          header(one),
          section(escaped(two)),
          fields([
            [one, escaped(two)],
            [two, escaped(one)],
          ]),
          context(escaped(one), escaped(two)),
          divider(),
          preformatted(one),
          quote(two),
          ...actions([
            { label: one, id: 'a1', style: 'danger', confirm: { title: one, text: two, yes: one, no: two } },
          ]),
        ]);
        expect(problemsOf(view)).toEqual([]);
      }),
      { numRuns: 150 },
    ));

  test('no buttons: no empty row', () => expect(actions([null, null])).toEqual([]));
});

describe('text of a device', () => {
  test('is shown exactly, as rich text in which nothing is markup', () => {
    const output = 'eth1 <!channel> ``` *down* & out';
    expect(preformatted(output)).toEqual({
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: output }] }],
    });
  });

  test('that is too long says how much of it is missing and where it is', () => {
    const lines = Array.from({ length: 900 }, (_, i) => `Nov 23 03:02:11 leaf1 bgpd: line ${i}`);
    const view = message('log', [preformatted(lines.join('\n'))]);
    expect(problemsOf(view)).toEqual([]);
    expect(shown(view)).toMatch(/… cut .*\b900\b.*file|… cut, \d+ more lines in the file/);
  });
});

describe('a whole message', () => {
  test('with too many blocks keeps its buttons and says what it left out', () => {
    const rows = Array.from({ length: 80 }, (_, i) => section(`row ${i}`));
    const view = message('many', [header('many'), ...rows, ...actions([{ label: 'Resolve', id: 'b1' }])]);
    expect(view.blocks.length).toBeLessThanOrEqual(50);
    expect(labels(view)).toEqual(['Resolve']);
    expect(shown(view)).toMatch(/… cut/);
    expect(problemsOf(view)).toEqual([]);
  });

  test('with too much text is cut below 12,000 characters, aloud', () => {
    const view = message('long', [
      header('long'),
      ...Array.from({ length: 10 }, () => preformatted('x'.repeat(2_900))),
    ]);
    expect(shown(view)).toMatch(/… cut/);
    expect(problemsOf(view)).toEqual([]);
  });

  test('that fits is left alone', () => {
    const blocks = [header('INC-1'), section('fine')];
    expect(message('INC-1 fine', blocks)).toEqual({ text: 'INC-1 fine', blocks });
  });
});
