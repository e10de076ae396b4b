import { sha256Hex } from '../../src/domain/chain.ts';
import type { TimelineEvent } from '../../src/domain/timeline.ts';
import { chained, lines } from './night.ts';

/** What strangers, devices and colleagues could write to break a page. */
export const hostileTexts = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</pre></details></main><h1>over</h1>',
  "' onmouseover='alert(1)",
  '&lt;b&gt; &amp; &#60;',
  ']]> <![CDATA[ <!-- -->',
  '``` \n```\n~~~\n# heading\n````\n',
  'a | b | c\n|---|---|\n',
  '# not a heading\n## nor this',
  '- [x] done\n1. one\n+ two',
  '[text](javascript:alert(1)) ![x](https://tracker.example.net/x.png)',
  '<https://evil.example.net> www.evil.example.net mailto:a@evil.example.net',
  '**bold** _it_ ~~gone~~ \\',
  'safe\u202egnp.exe\u2066 \u200bzero\ufeff \u{e0041}',
  'bell\u0007 \u001b[31mred\u001b[0m \u0000 nul',
  '=HYPERLINK("http://evil.example.net","x")',
  '+1+1',
  '-2',
  '@SUM(A1)',
  '\t=1',
  'line\r\nline\rline\u2028line',
  '---\n===\n***',
  '$(reboot) `reboot` $x',
] as const;

/** The night with one foreign text in every place where a text can stand, except `kept` ones, chained so that it holds. */
export function hostileNight(
  text: string,
  kept: readonly string[] = [],
): { events: TimelineEvent[]; artifacts: Map<string, string> } {
  const raw = sha256Hex(text);
  const replaced = (value: unknown, key = ''): unknown => {
    if (key === 'rawSha256') return value === null ? null : raw;
    if (typeof value === 'string') return fixed.has(key) || kept.includes(key) ? value : text;
    if (Array.isArray(value)) return value.map((item) => replaced(item, key));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaced(item, name)]));
    return value;
  };
  const events = chained(
    lines.map((line) => ({ ...line, by: { kind: line.by.kind, id: text }, body: replaced(line.body) })),
  );
  return { events, artifacts: new Map([[raw, text]]) };
}

/** Words of a closed list, and ids by which entries find each other. */
const fixed = new Set([
  'severity',
  'from',
  'to',
  'outcome',
  'vote',
  'risk',
  'direction',
  'admin',
  'mitigation',
  'planHash',
  'expiresAt',
]);
