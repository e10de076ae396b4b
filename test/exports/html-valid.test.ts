import { HtmlValidate } from 'html-validate';
import { expect, test } from 'vitest';
import { htmlExport } from '../../src/exports/html.ts';
import { textOf } from '../support/export-text.ts';
import { hostileNight, hostileTexts } from './hostile.ts';
import { artifacts, chained, lines, night } from './night.ts';
import { contextOf, sourceOf } from './source.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  // Style, not validity.
  rules: { 'no-trailing-whitespace': 'off', 'long-title': 'off' },
});

async function faults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  );
}

const written = (events: typeof night, texts = artifacts) =>
  textOf(htmlExport(sourceOf(events, texts), contextOf('html', 'Europe/Berlin')));

test('the validator is on: it finds what is wrong', async () => {
  expect(
    await faults('<!doctype html><html lang="en"><head><title>x</title></head><body><p></div></body></html>'),
  ).not.toEqual([]);
});

test('the page of a night is valid HTML', async () => expect(await faults(await written(night))).toEqual([]));

test('so is the page of an incident that has just begun', async () =>
  expect(await faults(await written(chained(lines.slice(0, 1))))).toEqual([]));

test.for(hostileTexts.map((text) => [text] as const))('and of a night in which every text is %j', async ([text]) => {
  const { events, artifacts: texts } = hostileNight(text);
  expect(await faults(await written(events, texts))).toEqual([]);
});
