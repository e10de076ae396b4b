import { describe, expect, test } from 'vitest';
import { changes } from './damage/changes.ts';
import { damagedJson } from './damage/damage-json.ts';
import { type InsideJson, insideJson } from './damage/inside-json.ts';
import { read, type Sample, samples } from './samples.ts';

/** Columns that hold what somebody wrote or what has as many forms as there are makers. */
const written = new Set(
  (
    'description message reason vendor partNumber serial type neighborName neighborInterface neighborDescription ' +
    'model osVersion hostname lastRebootReason user client comment mediaType facility mnemonic annotation queue ' +
    'process importPolicy exportPolicy atText lastResetReason bestReason topProcesses component name id vrf lag scope ' +
    'systemId chassisId unit extendedCommunities interface area diagnosticCode version vlan'
  ).split(' '),
);

/** A value of another type, or a word that nobody knows, is handed back or is unknown: it never becomes another value. */
describe.each(Object.entries(insideJson))('%s', (platform, inside) => {
  test('takes no other value from JSON in which one value is damaged', () => {
    const used = new Set<InsideJson>();
    const wrong = samples.flatMap((sample) =>
      sample.platform === platform && sample.expected.outcome === 'ok' ? unseen(sample, inside, used) : [],
    );
    expect([...new Set(wrong)]).toEqual([]);
    expect(inside.filter((one) => !used.has(one)).map(({ diagnostic, why }) => `${diagnostic}: ${why}`)).toEqual([]);
  }, 120_000);
});

function unseen(sample: Sample, inside: readonly InsideJson[], used: Set<InsideJson>): string[] {
  const whole = read(sample, sample.outputs).records;
  return sample.outputs.flatMap((output, place) =>
    !/^\s*[[{]/.test(output)
      ? []
      : [...damagedJson(output)].flatMap(({ path, text }) => {
          const result = read(sample, sample.outputs.with(place, text));
          if (result.outcome !== 'ok' && result.outcome !== 'empty') return [];
          const [first] = changes(whole, result.records, isOpen).filter(({ field }) => {
            const one = inside.find(
              (one) =>
                one.diagnostic === sample.diagnostic && one.path.test(path) && (one.fields?.includes(field) ?? true),
            );
            if (one !== undefined) used.add(one);
            return one === undefined;
          });
          if (first === undefined) return [];
          const { field, from, to } = first;
          return [
            `${sample.diagnostic} ${sample.name}: ${path}: ${field} ${JSON.stringify(from)} → ${JSON.stringify(to)}`,
          ];
        }),
  );
}

/** A value that is unknown now is none that was taken. */
function isOpen(field: string, to: unknown): boolean {
  return written.has(field) || to === null;
}
