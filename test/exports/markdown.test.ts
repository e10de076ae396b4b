import { describe, expect, test } from 'vitest';
import type { EntryFilter } from '../../src/domain/entries.ts';
import type { TimelineEvent } from '../../src/domain/timeline.ts';
import { markdownExport } from '../../src/exports/markdown.ts';
import { textOf } from '../support/export-text.ts';
import { hostileNight, hostileTexts } from './hostile.ts';
import { artifacts, chained, line, lines, night } from './night.ts';
import { contextOf, sourceOf } from './source.ts';

function written(
  events: readonly TimelineEvent[],
  { texts = artifacts, zone = 'Europe/Berlin', filter = {} as EntryFilter } = {},
): Promise<string> {
  return textOf(markdownExport(sourceOf(events, texts, filter), contextOf('markdown', zone)));
}

const document = await written(night);

/** The lines outside fences, and the text inside each fence, by the rules of CommonMark. */
function split(markdown: string): { outside: string[]; fences: string[] } {
  const outside: string[] = [];
  const fences: string[] = [];
  let open: { ticks: number; lines: string[] } | null = null;
  for (const line of markdown.split('\n')) {
    const ticks = /^ {0,3}(`{3,})([^`]*)$/.exec(line);
    if (open) {
      if (ticks?.[1] && ticks[1].length >= open.ticks && ticks[2]?.trim() === '') {
        fences.push(open.lines.join('\n'));
        open = null;
      } else open.lines.push(line);
    } else if (ticks?.[1]) open = { ticks: ticks[1].length, lines: [] };
    else outside.push(line);
  }
  if (open) throw new Error('a fence is never closed');
  return { outside, fences };
}

const headings = (markdown: string) => split(markdown).outside.filter((line) => /^#{1,6} /.test(line));

describe('the postmortem', () => {
  test('has the sections an author looks for, in this order', () => {
    expect(headings(document).filter((line) => /^##? /.test(line))).toEqual([
      '# INC-1: Loss between leaf1 and spine1',
      '## Summary',
      '## Impact',
      '## People and roles',
      '## Durations',
      '## Timeline',
      '## Mitigations',
      '## What went well',
      '## What went badly',
      '## Contributing factors',
      '## Follow-ups',
      '## Evidence',
      '## Raw output',
    ]);
  });

  test.for([
    ['what happened, in one line each', '- **Finding:** leaf1 eth1 loses packets towards spine1.'],
    ['severity, status and span', '**sev1**, resolved, 2026-11-23 02:58:12 to 03:16:40 UTC (18 min 28 s)'],
    ['roles', '| bo | commander | 8 |'],
    ['a duration', '| a page was acknowledged | 1 min 23 s |'],
    ['an update', '- 2026-11-23 03:00:32 UTC, bo: We see loss on one of two uplinks of leaf1'],
    ['the status that somebody told with words', ' UTC, bo: resolved: leaf1 runs on its se'],
    ['an entry in both zones', '| 11 | 2026-11-23 02:59:35 | 03:59:35 +01:00 | bo | bo acknowledged the page. |'],
    ['an entry that was written later', '| saw the first drops on the customer graph (recorded 2026-11-23 03:00:12) |'],
    ['lines of an entry', 'towards spine1.<br>• 12.5 % of the pings across the link were lost.'],
    ['a marked entry', '**marked** Verdict: leaf1 eth1'],
    ['a correction', '~~optic in leaf1 eth1 was swapped on Friday by field team 7~~ (corrected by entry 28)'],
    ['a redaction', '| bo | Redacted. |'],
    [
      'who asked for the change and who approved it',
      'Requested by ringdown: leaf1 eth1 loses packets towards spine1; approved by ana and bo. Risk high.',
    ],
    ['before and after', '| administrative | up | down |'],
    [
      'evidence with its hash',
      '| ping 192.0.2.1 | ok | 12.5 % of 40 pings were lost | [0a00202bad54](#0a00202bad54) |',
    ],
    [
      'a device that did not answer',
      '| spine2 | interface-detail Ethernet3 | unreachable | no answer from spine2 | none |',
    ],
    ['an empty table to fill', '| what | who | until |\n| --- | --- | --- |\n|  |  |  |\n'],
    ['what was marked', '- 2026-11-23 02:58:32 UTC, ringdown: Verdict: leaf1 eth1 loses packets towards spine1.'],
  ])('shows %s', ([, text]) => expect(document).toContain(text));

  test('gives the exact lines of the change and of the way back, and each raw text once under its hash', () => {
    const { fences } = split(document);
    expect(fences.slice(0, 2)).toEqual([
      'configure terminal\ninterface eth1\nshutdown\nend',
      'configure terminal\ninterface eth1\nno shutdown\nend',
    ]);
    expect(fences.slice(2)).toEqual([...artifacts.values()].map((text) => text.trimEnd()));
    expect(headings(document).filter((line) => /^### [0-9a-f]{12}$/.test(line))).toHaveLength(artifacts.size);
  });

  test('orders the timeline by when things occurred, then by when they were recorded', () => {
    const rows = split(document).outside.filter((line) => /^\| \d+ \| 2026-11-23 [\d:]+ \| [\d:]+ \+01:00/.test(line));
    const entries = rows.map((row) => Number(/^\| (\d+)/.exec(row)?.[1]));
    expect(entries).toHaveLength(night.length);
    expect(entries.slice(0, 4)).toEqual([14, 1, 2, 3]);
  });

  test('has one column of times when the zone is UTC', async () => {
    expect(await written(night, { zone: 'UTC' })).toContain('| entry | UTC | who | what |');
  });

  test('says that a filter left entries out, and tells the rest from all of them', async () => {
    const text = await written(night, { filter: { people: ['cy'] } });
    expect(text).toContain('3 of the 32 entries of the record; the others are left out by a filter.');
    expect(text).toContain('| a page was acknowledged | 1 min 23 s |');
  });

  test('of an incident that has just begun has no holes', async () => {
    const text = await written(chained(lines.slice(0, 1)));
    expect(text).toContain('since 2026-11-23 02:58:12 UTC, not resolved');
    for (const words of [
      'No update was posted',
      'Nobody took part by name.',
      'None was proposed.',
      'No device was read.',
      '| a page was acknowledged | nobody was paged |',
      '| the first fact from a device | no device has answered |',
      '| a mitigation was proven | none was proven |',
      '| it was resolved | not resolved |',
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/null|undefined|NaN/);
  });

  test('names when an entry was written down only where that was a minute or more later', async () => {
    const [declared] = lines;
    if (!declared) throw new Error('no lines');
    const soon = line(100, 'ana', 'note.added', { text: 'soon' }, 41);
    const late = line(200, 'ana', 'note.added', { text: 'late' }, 140);
    const text = await written(chained([declared, soon, late]), { zone: 'UTC' });
    expect(text).toContain('| soon |');
    expect(text).toContain('| late (recorded 2026-11-23 03:01:32) |');
  });

  test('says so when a raw text is gone', async () => {
    expect(await written(night, { texts: new Map() })).toContain('The text is not in this store any more.');
  });
});

describe('hostile text stays text', async () => {
  const calm = await written(hostileNight('calm').events, { texts: hostileNight('calm').artifacts });
  const cellsOf = (line: string) => line.replace(/\\\|/g, '').split('|').length;
  const skeleton = (markdown: string) =>
    split(markdown).outside.map((line) => {
      const heading = /^#{1,6} /.exec(line)?.[0] ?? '';
      return line.startsWith('|') ? `row of ${cellsOf(line)}` : heading === '' ? (line === '' ? '' : 'text') : heading;
    });

  test.for(hostileTexts.map((text) => [text] as const))('%j', async ([text]) => {
    const { events, artifacts: texts } = hostileNight(text);
    const markdown = await written(events, { texts });
    expect(skeleton(markdown)).toEqual(skeleton(calm));
    const outside = split(markdown).outside.join('\n');
    expect(outside.replaceAll('<br>', '')).not.toMatch(/(?<!\\)<[a-z!/h]/i);
    expect(outside).not.toMatch(/(?<!\\)\]\((?!#)/);
    expect(outside).not.toMatch(/https?:\/\/|www\.|\w@\w/);
    expect(markdown).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\u2028\u202e\u2066\ufeff\u{e0041}]/u);
  });
});
