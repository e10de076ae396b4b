import { describe, expect, test } from 'vitest';
import { changes } from './damage/changes.ts';
import { damagedOnce, type InsideGrammar } from './damage/damage.ts';
import { insideGrammar } from './damage/inside-grammar.ts';
import { read, type Sample, samples } from './samples.ts';

/** Columns that hold what somebody wrote, where every character may stand and nothing may stand. */
const written = new Set(
  (
    'description message reason vendor partNumber serial type neighborName neighborInterface neighborDescription ' +
    'model osVersion hostname lastRebootReason user client comment mediaType facility mnemonic annotation queue ' +
    'process importPolicy exportPolicy atText lastResetReason bestReason topProcesses component'
  ).split(' '),
);

/** Columns that hold a name somebody gave: another name may stand there, but none is not the same as one. */
const named = new Set('name id vrf lag scope systemId chassisId unit extendedCommunities'.split(' '));

/**
 * A line with a damaged figure is handed back, or is not read at all: whatever is called ok holds the values that it
 * held before, none other and none less.
 */
describe.each(Object.entries(insideGrammar))('%s', (platform, inside) => {
  test('calls no answer whole in which one figure is bent, wiped out, taken out, glued to its neighbour or cut off', () => {
    const used = new Set<InsideGrammar>();
    const wrong = samples.flatMap((sample) =>
      sample.platform === platform && sample.expected.outcome === 'ok' ? unseen(sample, inside, used) : [],
    );
    expect(wrong).toEqual([]);
    expect(inside.filter((one) => !used.has(one)).map(({ diagnostic, why }) => `${diagnostic}: ${why}`)).toEqual([]);
  }, 120_000);
});

/** The damages after which the answer is still called whole although a value of it is another one or is gone. */
function unseen(sample: Sample, inside: InsideGrammar[], used: Set<InsideGrammar>): string[] {
  const whole = read(sample, sample.outputs).records;
  return sample.outputs.flatMap((output, place) =>
    /^\s*[[{]/.test(output)
      ? []
      : [...damagedOnce(output)].flatMap(({ damage, line, text }) => {
          const result = read(sample, sample.outputs.with(place, text));
          if (result.outcome !== 'ok' && result.outcome !== 'empty') return [];
          const wrong = changes(whole, result.records, isOpen).filter(({ field }) => {
            const one = inside.find(
              (one) =>
                one.diagnostic === sample.diagnostic &&
                (one.damage?.includes(damage) ?? true) &&
                (one.line?.test(line) ?? true) &&
                (one.fields?.includes(field) ?? true),
            );
            if (one !== undefined) used.add(one);
            return one === undefined;
          });
          const what = wrong.map(({ field, from, to }) => `${field} ${JSON.stringify(from)} → ${JSON.stringify(to)}`);
          return what.length === 0
            ? []
            : [`${sample.diagnostic} ${sample.name}, ${damage}: ${JSON.stringify(line)}: ${what.join(', ')}`];
        }),
  );
}

function isOpen(field: string, to: unknown): boolean {
  return written.has(field) || (named.has(field) && typeof to === 'string');
}
