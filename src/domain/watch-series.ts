import type { DiagnosticName, DiagnosticResult } from './diagnostics.ts';
import { type WatchedField, watched } from './watched-fields.ts';

/** One number of one reading. */
export interface Sample {
  /** "leaf1 Ethernet1 CRC errors" */
  series: string;
  /** `total` only ever rises and is plotted per second; `level` as it is. */
  kind: 'total' | 'level';
  unit: string;
  value: number;
}

export interface WatchReading {
  atMs: number;
  samples: Sample[];
}

/** What a plot shows: lines of one unit. */
export interface WatchPlot {
  unit: string;
  lines: { name: string; points: { atMs: number; value: number | null }[] }[];
}

/** Numbers kept of one reading of all devices; more than this many lines nobody could tell apart anyway. */
const mostSamples = 200;
const mostLines = 6;

/** The numbers of one reading, in the order of the records. What a device did not say is left out. */
export function samplesOf(results: readonly DiagnosticResult[]): Sample[] {
  return results
    .flatMap((result) => result.records.flatMap((record) => ofRecord(result.device, result.diagnostic, record)))
    .slice(0, mostSamples);
}

function ofRecord(device: string | null, diagnostic: DiagnosticName, record: object): Sample[] {
  const looked = watched[diagnostic];
  if (!looked) return [];
  const values = record as Record<string, unknown>;
  const name = looked.key
    .map((field) => values[field])
    .filter((part) => typeof part === 'string' || typeof part === 'number');
  return looked.fields.flatMap((field) => {
    const value = values[field.field];
    const kind = kindOf(field);
    if (kind === null || typeof value !== 'number') return [];
    return [{ series: [device ?? '', ...name, field.label].join(' ').trim(), ...kind, value }];
  });
}

function kindOf(field: WatchedField): Pick<Sample, 'kind' | 'unit'> | null {
  switch (field.as) {
    case 'counter':
      return { kind: 'total', unit: 'per second' };
    case 'amount':
      return { kind: 'level', unit: field.label };
    case 'level':
      return { kind: 'level', unit: field.unit === '' ? field.label : field.unit };
    default:
      return null;
  }
}

/**
 * The lines of a plot: those of the unit in which most moved, the ones that moved most first. Null when nothing moved:
 * a flat picture says nothing that "nothing has changed" does not say. Readings come in the order of time; a counter that
 * was cleared leaves a gap.
 */
export function watchPlot(readings: readonly WatchReading[]): WatchPlot | null {
  const series = new Map<string, { unit: string; points: { atMs: number; value: number | null }[] }>();
  const names = new Map(readings.flatMap(({ samples }) => samples.map((sample) => [sample.series, sample])));
  for (const [name, { kind, unit }] of names) {
    const raw = readings.map(({ atMs, samples }) => ({
      atMs,
      value: samples.find((sample) => sample.series === name)?.value ?? null,
    }));
    series.set(name, { unit, points: kind === 'total' ? perSecond(raw) : raw });
  }
  const moving = [...series]
    .map(([name, line]) => ({ name, ...line, range: rangeOf(line.points) }))
    .filter(({ range }) => range > 0);
  const units = Map.groupBy(moving, ({ unit }) => unit);
  const [unit, lines] = [...units].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  if (unit === undefined || lines === undefined) return null;
  return {
    unit,
    lines: lines
      .toSorted((a, b) => b.range - a.range)
      .slice(0, mostLines)
      .map(({ name, points }) => ({ name, points })),
  };
}

function perSecond(totals: readonly { atMs: number; value: number | null }[]) {
  return totals.slice(1).map(({ atMs, value }, i) => {
    const before = totals[i];
    const seconds = before ? (atMs - before.atMs) / 1000 : 0;
    const risen = value === null || before?.value == null ? null : value - before.value;
    return { atMs, value: risen === null || risen < 0 || seconds <= 0 ? null : risen / seconds };
  });
}

function rangeOf(points: readonly { value: number | null }[]): number {
  const known = points.flatMap(({ value }) => value ?? []);
  return known.length < 2 ? 0 : Math.max(...known) - Math.min(...known);
}
