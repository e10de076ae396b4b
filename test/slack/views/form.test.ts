import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkBlocks, collect } from '../../../src/sandbox/workspace/block-kit.ts';
import { type Field, formValues, formView } from '../../../src/slack/views/form.ts';
import { homeView, strangerHome } from '../../../src/slack/views/home.ts';

const hostile = fc.oneof(
  fc.string({ minLength: 1, maxLength: 4_000 }),
  fc.constantFrom('<!channel>', '`x`', 'x'.repeat(9_000)),
);

/** What the strict workspace would refuse of a view's blocks. */
const problemsOf = (blocks: readonly unknown[], surface: 'modal' | 'home') => {
  const problems = collect();
  let next = 0;
  checkBlocks(problems, [...blocks], surface, () => {
    next += 1;
    return `b${next}`;
  });
  return problems.lines;
};

describe('a form', () => {
  const fields = (word: string): Field[] => [
    { name: 'a', label: word, hint: word, kind: 'text', placeholder: word, initial: word, isLong: true },
    { name: 'b', label: word, kind: 'choice', options: [{ value: 'x', label: word }], initial: 'x' },
    { name: 'c', label: word, kind: 'choices', options: [{ value: 'x', label: word }], initial: ['x', 'gone'] },
    { name: 'd', label: word, kind: 'person', initial: 'U01ANA0001' },
    { name: 'e', label: word, kind: 'moment', initialMs: 1_795_000_000_000 },
  ];

  test('is one that Slack takes, whatever was typed and however things are called', () =>
    fc.assert(
      fc.property(hostile, (word) => {
        const view = formView({ title: word, submit: word, intro: word, shortcut: word, fields: fields(word) }, 'id');
        expect(problemsOf(view.blocks, 'modal')).toEqual([]);
        expect(view.title.text.length).toBeLessThanOrEqual(24);
        expect(view.private_metadata).toBe('id');
      }),
      { numRuns: 60 },
    ));

  test('gives what was filled in, by field; what was left empty is not there', () => {
    expect(
      formValues({
        a: { value: { value: ' leaf1 ' } },
        b: { value: { selected_option: { value: 'x' } } },
        c: { value: { selected_options: [{ value: 'x' }, { value: 'y' }] } },
        d: { value: { selected_user: 'U01ANA0001' } },
        e: { value: { selected_date_time: 1_795_000_000 } },
        f: { value: { value: null } },
        g: { value: { selected_options: [] } },
        h: { value: { value: '   ' } },
      }),
    ).toEqual({ a: 'leaf1', b: 'x', c: 'x,y', d: 'U01ANA0001', e: '1795000000' });
  });
});

describe('the Home tab', () => {
  test('with a hundred incidents and pages stays one that Slack takes, and says what is left out', () => {
    const at = '2026-11-23T03:00:00.000Z';
    const button = { label: 'Timeline', id: 'x' };
    const incident = {
      id: 'INC-1',
      title: '<!channel> & co',
      severity: 'sev1',
      status: 'investigating',
      declaredAt: at,
    };
    const view = homeView({
      at,
      shifts: [{ rotation: 'net', person: 'ana', untilIso: at, isYours: true }],
      pages: Array.from({ length: 40 }, () => ({ text: 'x'.repeat(4_000), incident: null, acknowledge: { id: 'y' } })),
      incidents: Array.from({ length: 100 }, () => ({
        ...incident,
        commander: null,
        channel: 'C01',
        buttons: [button],
      })),
      quick: [button],
    });
    expect(problemsOf(view.blocks, 'home')).toEqual([]);
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    const words = JSON.stringify(view.blocks);
    expect(words).toMatch(/78 more/);
    expect(words).not.toContain('<!channel>');
  });

  test('of a stranger says why it is empty', () =>
    expect(JSON.stringify(strangerHome('ringdown does not know you.').blocks)).toContain('does not know you'));
});
