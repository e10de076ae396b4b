import type { IncidentStatus, Severity } from './domain/timeline.ts';

export function isSeverity(word: string): word is Severity {
  return /^sev[1-4]$/.test(word);
}

export function isStatus(word: string): word is IncidentStatus {
  return ['investigating', 'identified', 'monitoring', 'resolved'].includes(word);
}
