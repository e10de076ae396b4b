import { setImmediate as nextTurn } from 'node:timers/promises';
import { isFactual } from '../domain/evidence.ts';
import type { IncidentFigures } from '../domain/figures.ts';
import { postmortem, postmortemTypes } from '../domain/postmortem.ts';
import { streamAnswerHeads } from '../store/answers.ts';
import type { Reader } from '../store/database.ts';
import { listIncidents } from '../store/incidents.ts';
import { readEvents } from '../store/timeline.ts';
import type { Deps } from './deps.ts';

/**
 * Every incident of the store with its durations, computed from its events and never from edited rows. Long records are
 * read a page at a time and what devices answered is not loaded: people go on typing meanwhile.
 */
export async function incidentFigures(
  deps: Pick<Deps, 'database'> & { devices: Pick<Deps['devices'], 'inventory'> },
): Promise<IncidentFigures[]> {
  const { db } = deps.database;
  const found: IncidentFigures[] = [];
  for (const { id } of await listIncidents(db, 'all')) {
    const { firstFactAt, devices: names } = await answersOf(db, id);
    const story = postmortem(await readEvents(db, id, { types: postmortemTypes }), {
      entriesByPerson: new Map(),
      firstFactAt,
      head: { seq: 0, recordedAt: '' },
    });
    await nextTurn();
    if (!story) continue;
    const { incident, durations } = story;
    const devices = names.flatMap((name) => deps.devices.inventory.devices[name] ?? []);
    found.push({
      id,
      severity: incident.severity,
      declaredAt: incident.declaredAt,
      isOpen: incident.status !== 'resolved',
      ...durations,
      sites: [...new Set(devices.flatMap(({ site }) => site ?? []))].sort(),
      platforms: [...new Set(devices.map(({ platform }) => platform))].sort(),
    });
  }
  return found;
}

/** When a device first answered, and all that were asked. */
async function answersOf(db: Reader, incident: string): Promise<{ firstFactAt: string | null; devices: string[] }> {
  let firstFactAt: string | null = null;
  const devices = new Set<string>();
  for await (const page of streamAnswerHeads(db, incident))
    for (const { device, outcome, occurredAt } of page) {
      devices.add(device);
      if (isFactual(outcome)) firstFactAt ??= occurredAt;
    }
  return { firstFactAt, devices: [...devices] };
}
