import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { type DiagnosticName, type PlatformName, platformNames } from '../../src/domain/diagnostics.ts';
import { sanitise } from '../../src/lib/sanitise.ts';
import { platforms as all } from '../../src/platforms/index.ts';
import { parseOutput } from '../../src/platforms/parse-output.ts';
import { readOutputs } from '../../src/platforms/read-outputs.ts';
import { comparators } from './corpus/comparators.ts';
import type { Comparison, Row } from './corpus/compare.ts';
import { inputsOf, listOf, present, type Reading, readingsOf } from './corpus/readings.ts';
import { type Tally, tableOf } from './corpus/table.ts';
import { page, partOf, withPart } from './platform-page.ts';

const only = process.env['RINGDOWN_CORPUS_ONLY'];
const platforms = platformNames.filter((name) => only === undefined || name === only);
const listed = platforms.flatMap(listOf);
const tallies = new Map<string, Tally>();

describe.runIf(present)('outputs recorded by others', () => {
  test.each(platforms)('every input of %s is listed, and nothing else is', (platform) => {
    const inputs = inputsOf(platform);
    const named = listOf(platform)
      .map(({ file }) => file)
      .filter((file) => /\.(?:raw|txt|json)$/.test(file));
    expect([...named].sort()).toEqual(inputs.sort());
    expect(new Set(named).size).toBe(named.length);
  });

  test('a file is out for a reason', () => {
    for (const entry of listed)
      if ('out' in entry)
        expect(entry.out, entry.file).toMatch(/^(?:another command|XML only|not as printed|not read yet)/);
  });

  const readings = present ? listed.flatMap(readingsOf) : [];
  test.each(readings)('$file as $diagnostic', (reading) => {
    const { platform, diagnostic, file, text, expected, differs, faulty } = reading;
    const result = resultOf(reading);
    const records = result.records as unknown as Row[];
    const source = file.split('/').at(-1)?.split('__')[0] ?? '';
    const tally = tallyOf(platform, diagnostic);
    tally.files += 1;
    tally.read += Number(result.outcome === 'ok' || result.outcome === 'empty');
    if (faulty !== undefined) {
      tally.explained.push({ file, what: faulty.outcome, why: faulty.why });
      expect(result.outcome).toBe(faulty.outcome);
      return;
    }
    const compare = comparators[platform][diagnostic];
    const comparisons = compare?.({ file, source, diagnostic, text, outcome: result.outcome, records, expected }) ?? [];
    const different = comparisons.filter(([, actual, wanted]) => !isSame(actual, wanted));
    const unexplained = different.filter(([what]) => differs[what] === undefined);
    tally.compared += comparisons.length;
    tally.equal += comparisons.length - different.length;
    for (const [what] of different) {
      const why = differs[what];
      if (why !== undefined) tally.explained.push({ file, what, why });
    }
    expect(result.outcome, `${result.error}\n${result.unparsed.slice(0, 5).join('\n')}`).toMatch(/^(?:ok|empty)$/);
    expect(unexplained.map(words)).toEqual([]);
    const stale = Object.keys(differs).filter((what) => !different.some(([name]) => name === what));
    expect(stale, 'explained differences that do not exist').toEqual([]);
    if (expected !== null) expect(comparisons.length, 'nothing of the expected file was compared').toBeGreaterThan(0);
  });

  afterAll(() => {
    const table = tableOf([...tallies.values()]);
    console.log(table);
    if (only !== undefined) return;
    if (process.env['RINGDOWN_PAGES'] === 'write') writeFileSync(page, withPart('recordings', table));
    expect(partOf(readFileSync(page, 'utf8'), 'recordings'), 'docs/platforms.md is older than this').toBe(table);
  });
});

/** A text as somebody pasted it, or what a session of its own gave. */
function resultOf({ platform, diagnostic, text, whole, command }: Reading) {
  const texts = [sanitise(text)];
  if (whole) return readOutputs(all[platform], diagnostic, {}, { texts, exitCodes: [0], nowMs: null });
  return parseOutput(platform, diagnostic, text, { nowMs: null, ...(command === undefined ? {} : { command }) });
}

function tallyOf(platform: PlatformName, diagnostic: DiagnosticName): Tally {
  const key = `${platform} ${diagnostic}`;
  const tally = tallies.get(key) ?? { platform, diagnostic, files: 0, read: 0, compared: 0, equal: 0, explained: [] };
  tallies.set(key, tally);
  return tally;
}

function isSame(actual: unknown, wanted: unknown): boolean {
  return JSON.stringify(actual) === JSON.stringify(wanted);
}

function words([what, actual, wanted]: Comparison): string {
  return `${what}: ${JSON.stringify(actual)}, expected ${JSON.stringify(wanted)}`;
}
