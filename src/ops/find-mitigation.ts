import { UserError } from '../lib/errors.ts';
import { type MitigationRow, mitigationsOfIncident } from '../store/mitigations.ts';
import type { Deps } from './deps.ts';

/** All mitigations of an incident, oldest first. */
export async function mitigationsOf(deps: Deps, incident: string): Promise<MitigationRow[]> {
  return mitigationsOfIncident(deps.database.db, incident);
}

/** One mitigation of the incident by its id or by the beginning of it (4 digits or more) that fits only one. */
export async function findMitigation(deps: Deps, incident: string, word: string): Promise<MitigationRow> {
  const rows = await mitigationsOf(deps, incident);
  const found = /^[0-9a-f]{4,32}$/.test(word) ? rows.filter((row) => row.id.startsWith(word)) : [];
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const known = rows.map((row) => `${row.id.slice(0, 8)} (${row.name} on ${row.device}, ${row.state})`).join(', ');
  throw new UserError(
    'usage',
    `${word === '' ? 'Which mitigation?' : `There is no mitigation "${word}" on ${incident}.`} ${known === '' ? 'None was proposed.' : `Known: ${known}.`}`,
  );
}
