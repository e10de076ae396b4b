import type { IncidentFigures } from '../domain/figures.ts';
import { evidenceOf, postmortem } from '../domain/postmortem.ts';
import { listIncidents } from '../store/incidents.ts';
import { readEvents } from '../store/timeline.ts';
import type { Deps } from './deps.ts';

/** Every incident of the store with its durations, computed from its events and never from edited rows. */
export async function incidentFigures(
  deps: Pick<Deps, 'database'> & { devices: Pick<Deps['devices'], 'inventory'> },
): Promise<IncidentFigures[]> {
  const found: IncidentFigures[] = [];
  for (const { id } of await listIncidents(deps.database.db, 'all')) {
    const events = await readEvents(deps.database.db, id);
    const story = postmortem(events);
    if (!story) continue;
    const { incident, durations } = story;
    const devices = [...new Set(events.flatMap((event) => evidenceOf(event)?.device ?? []))].flatMap(
      (name) => deps.devices.inventory.devices[name] ?? [],
    );
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
