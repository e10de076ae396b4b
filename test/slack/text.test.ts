import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clip, dateIn, escaped, sentence } from '../../src/slack/text.ts';
import { hostile } from './slack-rules.ts';

describe('escape: foreign text has no meaning in Slack', () => {
  test.for([
    ['<!channel> & <@U0EVE00009>', '&lt;!channel&gt; &amp; &lt;@U0EVE00009&gt;'],
    ['&lt;', '&amp;lt;'],
    ['a\u202eb\u200bc\u001b[31m', 'abc'],
  ])('%j is shown as it was written', ([text, shown]) => expect(escaped(text ?? '')).toBe(shown));

  test('no angle bracket and no bare ampersand is left, whatever comes', () =>
    fc.assert(
      fc.property(hostile, (text) => {
        expect(escaped(text)).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      }),
    ));
});

describe('sentence: our own words keep mentions of one person or channel', () => {
  test.for([
    ['<@U01ANA0001> acknowledged the page.', '<@U01ANA0001> acknowledged the page.'],
    ['see <#C0NETOPS>', 'see <#C0NETOPS>'],
    ['<!channel> wake up', '&lt;!channel&gt; wake up'],
    ['<@U01ANA0001|<!here>>', '&lt;@U01ANA0001|&lt;!here&gt;&gt;'],
    ['<https://evil.example|Approve>', '&lt;https://evil.example|Approve&gt;'],
    ['<!subteam^S012345>', '&lt;!subteam^S012345&gt;'],
  ])('%j', ([text, said]) => expect(sentence(text ?? '')).toBe(said));
});

describe('clip', () => {
  test('what fits stays as it is', () => expect(clip('leaf1 eth1', 10)).toBe('leaf1 eth1'));

  test('what is cut says so and stays inside the limit', () => {
    const cut = clip('x'.repeat(200), 150);
    expect(cut.length).toBeLessThanOrEqual(150);
    expect(cut).toMatch(/…$/);
  });

  test('no half character, no half entity, no half mention at the cut', () =>
    fc.assert(
      fc.property(hostile, fc.integer({ min: 20, max: 400 }), (text, most) => {
        const cut = clip(sentence(`${text} <@U01ANA0001>`), most);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(cut.isWellFormed()).toBe(true);
        expect(cut.replace(/<[@#][A-Z0-9]+>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      }),
    ));

  test('a text without a visible character becomes something that Slack takes', () => {
    for (const blank of ['', ' ', '\n\n\t']) expect(clip(blank, 100).trim()).not.toBe('');
  });
});

test('every reader sees a time in their own zone, and UTC where Slack cannot show it', () => {
  expect(dateIn('2026-11-23T03:02:11.482Z')).toBe('<!date^1795402931^{date_short_pretty} {time}|2026-11-23 03:02 UTC>');
});
