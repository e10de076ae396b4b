import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { htmlExport } from '../../src/exports/html.ts';
import { markdownExport } from '../../src/exports/markdown.ts';
import { checkTemplates } from '../../src/ops/check-templates.ts';
import { temporaryFolder } from '../store/bench.ts';
import { textOf } from '../support/export-text.ts';
import { hostileNight } from './hostile.ts';
import { artifacts, chained, line, night } from './night.ts';
import { sourceOf } from './source.ts';

const filled = (template: string, events = night) =>
  textOf(markdownExport(sourceOf(events, artifacts), { zone: 'UTC', template, timelineSvg: null }));
const filledHtml = (template: string, events = night) =>
  textOf(htmlExport(sourceOf(events, artifacts), { zone: 'UTC', template, timelineSvg: '<svg></svg>' }));

describe("an operator's template", () => {
  test('has the values and the sections in its own order, each section as often as it is named', async () => {
    const text = await filled(
      '{{ rawOutput }}|{{ incident.id }} {{ durations.resolve }}|{% for person in people %}{{ person.name }},{% endfor %}|{{ timeline }}|{{ timeline }}',
    );
    const [raw = '', head, people] = text.split('|');
    expect(raw).toContain('### ');
    expect(head).toBe('INC-1 18 min 28 s');
    expect(people).toBe('bo,cy,ana,');
    expect(text.split('Declared sev2').length).toBe(3);
  });

  test.for([
    ['a value that is not there', '{{ incident.owner }}', /undefined variable: incident\.owner.*line:1, col:4/],
    ['a filter that is not there', '{{ incident.id | shout }}', /undefined filter: shout/],
    ['foreign text as it is', '{{ incident.title | raw }}', /undefined filter: raw/],
    ['another file', "{% include 'secrets/bot-token' %}", /ENOENT|Failed to lookup/],
    ['a file by its path', "{% render '/etc/passwd' %}", /ENOENT|Failed to lookup/],
    ['what is no Liquid', '{% for x in %}', /line:1/],
    ['a loop without end', '{% for i in (1..100000000) %}x{% endfor %}', /limit exceeded/],
    ['the mark of a section', 'a\u0001timeline\u0001b', /U\+0001/],
  ] as const)('cannot have %s', ([, template, problem]) => {
    expect(() => filled(template)).toThrow(problem);
  });

  test('sees no more of an object than its own values', async () => {
    expect(await filled('{{ incident.constructor | default: "nothing" }}').catch(String)).not.toMatch(
      /function|native/,
    );
  });

  test('text of people that looks like Liquid or like a section is text', async () => {
    const text = '{{ timeline }}{% assign x = 1 %}\u0001timeline\u0001';
    const events = chained([line(0, 'ana', 'incident.declared', { title: text, severity: 'sev2', commander: null })]);
    expect(await filled('{{ incident.title }}', events)).toBe(
      '{{ timeline }}{% assign x = 1 %}\\\\u0001timeline\\\\u0001',
    );
    const hostile = await filledHtml('<p>{{ incident.title }}</p>', hostileNight('<b>x</b>').events);
    expect(hostile).toBe('<p>&#60;b&#62;x&#60;/b&#62;</p>');
  });

  test('places the picture', async () => {
    expect(await filledHtml('<main>{{ picture }}</main>')).toBe('<main><figure><svg></svg></figure></main>');
    expect(await filled('[{{ picture }}]')).toBe('[]');
  });
});

test('a check names the file, the line and the column, and says nothing of a good one', () => {
  const good = join(temporaryFolder(), 'postmortem.md.liquid');
  const bad = join(temporaryFolder(), 'postmortem.html.liquid');
  writeFileSync(good, '# {{ incident.id }}\n{{ timeline }}\n');
  writeFileSync(bad, '<h1>\n{{ incident.idd }}</h1>\n');
  expect(() => checkTemplates({ markdown: good, html: null })).not.toThrow();
  expect(() => checkTemplates({ markdown: good, html: bad })).toThrow(
    /postmortem\.html\.liquid: .*incident\.idd.*line:2, col:4/,
  );
  expect(() => checkTemplates({ markdown: `${good}.gone`, html: null })).toThrow(/cannot be read/);
});
