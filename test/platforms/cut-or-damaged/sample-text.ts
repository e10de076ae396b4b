import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { DiagnosticName, PlatformName } from '../../../src/domain/diagnostics.ts';
import { parseOutput } from '../../../src/platforms/parse-output.ts';

/** The first output of a sample of ours. */
export function sampleText(platform: PlatformName, diagnostic: DiagnosticName, name: string): string {
  return readFileSync(join(import.meta.dirname, '..', platform, diagnostic, `${name}.raw`), 'utf8');
}

/** How a text without a command or a clock is read. */
export function readerFor(platform: PlatformName) {
  return (diagnostic: DiagnosticName, text: string) => parseOutput(platform, diagnostic, text, { nowMs: null });
}

/** A sample that ends behind the first `end` in it is incomplete and gives the first `count` records of the whole one. */
export function expectIncomplete(
  platform: PlatformName,
  [diagnostic, name, end, count]: readonly [DiagnosticName, string, string, number],
): void {
  const read = readerFor(platform);
  const text = sampleText(platform, diagnostic, name);
  expect(text).toContain(end);
  const { outcome, records } = read(diagnostic, text.slice(0, text.indexOf(end) + end.length));
  expect(outcome).toBe('incomplete');
  expect(records).toEqual(read(diagnostic, text).records.slice(0, count));
}

/** A sample with one damaged line: the diagnostic, the name, a part of the line, and what stands there instead. */
export type Damage = readonly [diagnostic: DiagnosticName, name: string, part: string, instead: string];

/** A damaged line is handed back, and nothing of it changes a record. */
export function expectHandedBack(platform: PlatformName, [diagnostic, name, part, instead]: Damage): void {
  const read = readerFor(platform);
  const text = sampleText(platform, diagnostic, name);
  expect(text).toContain(part);
  const { outcome, records } = read(diagnostic, text.replace(part, instead));
  expect(outcome).toBe('partial');
  const whole = read(diagnostic, text).records;
  for (const record of records) expect(whole).toContainEqual(record);
}

/**
 * What stands below a heading of a sample, damaged from `printed` to `bent`, is given to nobody above it: the records that are
 * left are as they were, or have null in the fields that `unnamed` finds. `lost` stands in a record of the whole sample.
 */
export function expectNobodys(
  platform: PlatformName,
  [diagnostic, name, printed, bent, lost]: readonly [DiagnosticName, string, string, string, string],
  unnamed: RegExp,
): void {
  const read = readerFor(platform);
  const text = sampleText(platform, diagnostic, name);
  expect(text).toContain(printed);
  const whole = read(diagnostic, text).records.map((record) => JSON.stringify(record));
  const { outcome, records } = read(diagnostic, text.replace(printed, bent));
  expect(outcome).toBe('partial');
  expect(whole.some((record) => record.includes(lost))).toBe(true);
  const left = records.map((record) => JSON.stringify(record));
  const alsoRight = whole.map((record) => record.replace(unnamed, '"$1":null'));
  expect(left.filter((record) => !whole.includes(record) && !alsoRight.includes(record))).toEqual([]);
}
