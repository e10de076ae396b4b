import type { Severity } from './timeline.ts';

/** One incident as the figures see it: seconds since it was declared, null for what did not happen. */
export interface IncidentFigures {
  id: string;
  severity: Severity;
  declaredAt: string;
  isOpen: boolean;
  acknowledgeSeconds: number | null;
  firstFactSeconds: number | null;
  mitigateSeconds: number | null;
  resolveSeconds: number | null;
  /** Of the devices that were read during it. */
  sites: string[];
  platforms: string[];
}

export const groupings = ['severity', 'site', 'platform', 'month'] as const;
export type Grouping = (typeof groupings)[number];

/** How one duration spreads; `count` incidents have it, the others are not guessed. */
export interface Spread {
  count: number;
  medianSeconds: number | null;
  p90Seconds: number | null;
}

export interface FigureRow {
  /** "all", or the severity, site, platform or month. */
  group: string;
  incidents: number;
  open: number;
  acknowledge: Spread;
  firstFact: Spread;
  mitigate: Spread;
  resolve: Spread;
}

/** One row for all incidents, then one per group in alphabetical order. An incident on two sites counts for both. */
export function figuresBy(incidents: readonly IncidentFigures[], grouping: Grouping): FigureRow[] {
  const groups = new Map<string, IncidentFigures[]>();
  for (const incident of incidents)
    for (const name of groupsOf(incident, grouping)) groups.set(name, [...(groups.get(name) ?? []), incident]);
  const names = [...groups.keys()].sort();
  return [rowOf('all', incidents), ...names.map((name) => rowOf(name, groups.get(name) ?? []))];
}

function groupsOf(incident: IncidentFigures, grouping: Grouping): string[] {
  switch (grouping) {
    case 'severity':
      return [incident.severity];
    case 'month':
      return [incident.declaredAt.slice(0, 7)];
    case 'site':
      return incident.sites.length > 0 ? incident.sites : ['unknown'];
    case 'platform':
      return incident.platforms.length > 0 ? incident.platforms : ['unknown'];
  }
}

function rowOf(group: string, incidents: readonly IncidentFigures[]): FigureRow {
  const spread = (field: 'acknowledgeSeconds' | 'firstFactSeconds' | 'mitigateSeconds' | 'resolveSeconds') =>
    spreadOf(incidents.flatMap((incident) => incident[field] ?? []));
  return {
    group,
    incidents: incidents.length,
    open: incidents.filter(({ isOpen }) => isOpen).length,
    acknowledge: spread('acknowledgeSeconds'),
    firstFact: spread('firstFactSeconds'),
    mitigate: spread('mitigateSeconds'),
    resolve: spread('resolveSeconds'),
  };
}

/** The median is the middle one, or half way between the two middle ones; the 90th percentile is an observed value (nearest rank). */
function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const count = sorted.length;
  if (count === 0) return { count, medianSeconds: null, p90Seconds: null };
  const [low = 0, high = 0] = [sorted[Math.floor((count - 1) / 2)], sorted[Math.ceil((count - 1) / 2)]];
  return { count, medianSeconds: (low + high) / 2, p90Seconds: sorted[Math.ceil(count * 0.9) - 1] ?? null };
}
