import { type IncidentRow, incidentByChannel, listIncidents, setChannelClosed } from '../store/incidents.ts';
import type { Deps } from './deps.ts';

/** Open incidents, newest first. */
export async function openIncidents(deps: Deps): Promise<IncidentRow[]> {
  return listIncidents(deps.database.db, 'open');
}

/** Every incident of this store, newest first. */
export async function listAll(deps: Deps): Promise<IncidentRow[]> {
  return listIncidents(deps.database.db, 'all');
}

/** The incident whose channel this is, or null. */
export async function incidentOfChannel(deps: Deps, channel: string): Promise<string | null> {
  return (await incidentByChannel(deps.database.db, channel))?.id ?? null;
}

/** The same for words that a person typed there just now: what is typed shows that the channel is open again. */
export async function incidentTypedIn(deps: Deps, channel: string): Promise<string | null> {
  const incident = await incidentByChannel(deps.database.db, channel);
  if (incident && incident.channelClosed !== null) await setChannelClosed(deps.database.db, incident.id, null);
  return incident?.id ?? null;
}
