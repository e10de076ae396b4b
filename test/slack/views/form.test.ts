import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkBlocks, collect } from '../../../src/sandbox/workspace/block-kit.ts';
import { type Field, formValues, formView } from '../../../src/slack/views/form.ts';
import { homeView, strangerHome } from '../../../src/slack/views/home.ts';
import { hostile, stringsOf } from '../slack-rules.ts';

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
  const word = hostile;
  const options = fc
    .array(word, { minLength: 1, maxLength: 150 })
    .map((labels) => labels.map((label, i) => ({ value: `v${i}`, label })));
  const common = {
    label: word,
    hint: fc.option(word, { nil: '' }),
    isOptional: fc.boolean(),
  };
  const field: fc.Arbitrary<Omit<Field, 'name'>> = fc.oneof(
    fc.record({
      ...common,
      kind: fc.constant('text' as const),
      placeholder: word,
      initial: word,
      isLong: fc.boolean(),
      longest: fc.integer({ min: 1, max: 9_000 }),
    }),
    fc.record({ ...common, kind: fc.constant('choice' as const), options, initial: fc.nat(160).map((n) => `v${n}`) }),
    fc.record({
      ...common,
      kind: fc.constant('choices' as const),
      options,
      initial: fc.array(
        fc.nat(160).map((n) => `v${n}`),
        { maxLength: 140 },
      ),
    }),
    fc.record({ ...common, kind: fc.constant('person' as const), initial: fc.constant('U01ANA0001') }),
    fc.record({ ...common, kind: fc.constant('moment' as const), initialMs: fc.integer({ min: 0, max: 2e12 }) }),
  ) as fc.Arbitrary<Omit<Field, 'name'>>;
  const form = fc.record({
    title: word,
    submit: word,
    intro: fc.option(word),
    shortcut: word,
    fields: fc
      .array(field, { minLength: 1, maxLength: 8 })
      .map((fields) => fields.map((one, i) => ({ ...one, name: `f${i}` }) as Field)),
  });

  test('is one that Slack takes, whatever was typed and however things are called', () =>
    fc.assert(
      fc.property(form, (shown) => {
        const view = formView(shown, 'id');
        expect(problemsOf(view.blocks, 'modal')).toEqual([]);
        for (const text of [view.title, view.submit, view.close]) {
          expect(text?.text.trim()).not.toBe('');
          expect(text?.text.length).toBeLessThanOrEqual(24);
        }
        expect(JSON.stringify(view).length).toBeLessThan(250_000);
        expect(JSON.stringify(view).isWellFormed()).toBe(true);
        expect(JSON.stringify(view)).not.toMatch(/\\ud[89a-f]/);
        expect(view.private_metadata).toBe('id');
      }),
      { numRuns: 60 },
    ));

  test('with more than a menu takes says how many, and lists what was chosen', () => {
    const menu = Array.from({ length: 140 }, (_, i) => ({ value: `p${i}`, label: `person ${i}` }));
    const fields: Field[] = [{ name: 'a', label: 'Whom?', kind: 'choice', options: menu, initial: 'p139' }];
    const blocks = JSON.stringify(
      formView({ title: 't', submit: 's', intro: null, shortcut: '/x', fields }, 'i').blocks,
    );
    expect(blocks).toMatch(/100 of 140 are listed; type the line below/);
    expect(blocks.match(/"value":"p\d+"/g)).toHaveLength(101);
    expect(blocks).toMatch(/"initial_option":\{"value":"p139"/);
  });

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

  test('whatever stands in titles, pages and names, is one that Slack takes', () =>
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 30 }), fc.option(hostile), (texts, name) => {
        const at = '2026-11-23T03:00:00.000Z';
        const view = homeView({
          at,
          shifts: texts.map((rotation) => ({ rotation, person: rotation, untilIso: at, isYours: name === null })),
          pages: texts.map((text) => ({ text, incident: name, acknowledge: { id: 'y' } })),
          incidents: texts.map((title) => ({
            ...{
              id: 'INC-1',
              title,
              severity: 'sev1',
              status: 'identified',
              declaredAt: at,
              commander: name,
              channel: 'C01',
            },
            buttons: [{ label: title, id: 'x' }],
          })),
          quick: [{ label: name ?? 'Declare', id: 'x' }],
        });
        expect(problemsOf(view.blocks, 'home')).toEqual([]);
        expect(problemsOf(strangerHome(texts.join()).blocks, 'home')).toEqual([]);
        expect(JSON.stringify(view).isWellFormed()).toBe(true);
        for (const mrkdwn of stringsOf(view.blocks, 'mrkdwn'))
          expect(mrkdwn.replace(/<#C01>|<!date\^[^<>]+>/g, '')).not.toContain('<');
      }),
      { numRuns: 40 },
    ));

  test('of a stranger says why it is empty', () =>
    expect(JSON.stringify(strangerHome('ringdown does not know you.').blocks)).toContain('does not know you'));
});
