import type { Severity } from '../domain/timeline.ts';

/** What every source's message becomes. Labels are plain words; they fill a playbook's inputs and never a command. */
export interface Alert {
  source: string;
  fingerprint: string;
  status: 'firing' | 'resolved';
  title: string;
  severity: Severity;
  labels: Record<string, string>;
}

/** What a source says of one request: its alerts, or the HTTP status of a refusal. */
export type Intake = { ok: true; alerts: Alert[] } | { ok: false; status: 400 | 401 | 409; problem: string };
