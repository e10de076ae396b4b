import { escape } from '../text.ts';
import type { IncidentStatus, Severity } from '../../domain/timeline.ts';

const severityDots = { sev1: '🔴', sev2: '🟠', sev3: '🟡', sev4: '⚪' } as const;

/** "🟠 sev2": the dot is found faster than the word, the word is what screen readers say. */
export function severityWord(severity: Severity): string {
  return `${severityDots[severity]} ${severity}`;
}

export function statusWord(status: IncidentStatus): string {
  return { investigating: 'Investigating', identified: 'Identified', monitoring: 'Monitoring', resolved: 'Resolved' }[status];
}

/** A person as the caller names them: a mention stays one, a key is escaped; null has its own words. */
export function who(person: string | null, nobody = 'nobody yet'): string {
  return person === null ? `_${nobody}_` : escape(person);
}
