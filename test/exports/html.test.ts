import { describe, expect, test } from 'vitest';
import type { EntryFilter } from '../../src/domain/entries.ts';
import type { TimelineEvent } from '../../src/domain/timeline.ts';
import { htmlExport } from '../../src/exports/html.ts';
import { textOf as whole } from '../support/export-text.ts';
import { hostileNight, hostileTexts } from './hostile.ts';
import { artifacts, night } from './night.ts';
import { contextOf, sourceOf } from './source.ts';

function written(
  events: readonly TimelineEvent[],
  { texts = artifacts, filter = {} as EntryFilter } = {},
): Promise<string> {
  return whole(htmlExport(sourceOf(events, texts, filter), contextOf('html', 'Europe/Berlin')));
}

const document = await written(night);

/** Every tag with its attributes, in order; throws where one is not closed or closes another. */
function tags(html: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  const withoutStyle = html.replace(/<style>[^<]*<\/style>/, '');
  for (const [, closing, name = '', attributes = ''] of withoutStyle.matchAll(/<(\/?)([a-z0-9!]+)([^<>]*)>/gi)) {
    if (name === '!DOCTYPE') continue;
    if (closing) {
      if (open.pop() !== name) throw new Error(`</${name}> closes something else`);
    } else if (!['meta', 'br'].includes(name) && !attributes.endsWith('/')) open.push(name);
    found.push(`${closing}${name}${attributes}`);
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(' ')}`);
  if (/<(?![/a-z!])|<[^>]*</i.test(withoutStyle)) throw new Error('a < that begins no tag');
  return found;
}

function textOf(html: string): string {
  return html
    .replace(/<style>[^<]*<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/ +/g, ' ');
}

describe('the page', () => {
  test('is one file that fetches nothing and runs nothing', () => {
    expect(document).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    );
    expect(
      tags(document).filter((tag) => /^(script|link|img|iframe|object|form|a)\b|\s(src|href|on\w+|style)=/.test(tag)),
    ).toEqual([]);
    expect(document).not.toMatch(/url\(|@import/);
  });

  test.for([
    'INC-1: Loss between leaf1 and spine1',
    '2026-11-23 02:58:12 to 03:16:40 UTC (18 min 28 s)',
    'Mitigation proven after 3 min 15 s',
    'bo commander 8',
    'Monday 2026-11-23 14 02:53:12',
    '02:59:35 03:59:35 +01:00 bo bo acknowledged the page.',
    'corrected by entry 28',
    'Redacted.',
    'Requested by ringdown: leaf1 eth1 loses packets towards spine1; approved by ana and bo.',
    'administrative up down',
    '12.5 % loss before, 0 % after',
    '1 other session stays.',
    '12.5% packet loss',
  ])('says %s', (text) => expect(textOf(document).replace(/\s+/g, ' ')).toContain(text));

  test('keeps each raw output folded, under its full hash, with its spaces', () => {
    expect(document.match(/<details>/g)).toHaveLength(4);
    for (const [sha256, text] of artifacts) {
      expect(document).toContain(`SHA-256 ${sha256}`);
      expect(document).toContain(`<pre tabindex="0">\n${text}</pre>`);
    }
  });

  test('has a rule for paper that opens what is folded', () => {
    const forPaper = document.slice(document.indexOf('@media print {'), document.indexOf('</style>'));
    expect(forPaper).toMatch(/details::details-content \{[^}]*content-visibility: visible;[^}]*block-size: auto;/);
  });

  test('says that a filter left entries out', async () => {
    expect(await written(night, { filter: { markedOnly: true } })).toContain('1 of the 32 entries of the record');
  });
});

describe('hostile text stays text', async () => {
  const calm = hostileNight('calm');
  const expected = tags(await written(calm.events, { texts: calm.artifacts }));

  test.for(hostileTexts.map((text) => [text] as const))('%j', async ([text]) => {
    const { events, artifacts: texts } = hostileNight(text);
    const html = await written(events, { texts });
    expect(tags(html)).toEqual(expected);
    expect(html).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\u2028\u202e\u2066\ufeff\u{e0041}]/u);
  });
});
