import type { Severity } from './timeline.ts';
import { duration } from './verdict-words.ts';

/** What an open incident may lack. */
export type NudgeKind = 'commander' | 'severity' | 'stale';

export interface NudgeState {
  severity: Severity;
  commander: string | null;
  declaredMs: number;
  /** Nobody but an alert has said how severe it is. */
  isSeverityFromAlert: boolean;
  /** When a person last wrote an entry; null when nobody ever did. */
  lastPersonMs: number | null;
}

const minute = 60_000;
const hour = 60 * minute;
const afterMs = { commander: 10 * minute, severity: 15 * minute };
/** How long an incident may go on without an entry by a person. */
const staleAfterMs: Record<Severity, number> = { sev1: 2 * hour, sev2: 6 * hour, sev3: 24 * hour, sev4: 72 * hour };
/** The same nudge comes again after this long, if nothing was done about it. */
const againMs: Record<NudgeKind, number> = { commander: hour, severity: 24 * hour, stale: 24 * hour };

/** What to say now; `told` holds when each was said last, epoch milliseconds. */
export function nudgesDue(
  state: NudgeState,
  told: Readonly<Partial<Record<NudgeKind, number>>>,
  nowMs: number,
): { kind: NudgeKind; text: string }[] {
  const openMs = nowMs - state.declaredMs;
  const silentMs = nowMs - (state.lastPersonMs ?? state.declaredMs);
  const found: { kind: NudgeKind; text: string }[] = [];
  if (state.commander === null && openMs >= afterMs.commander)
    found.push({ kind: 'commander', text: 'Nobody commands this incident. Take it with /inc lead.' });
  if (state.isSeverityFromAlert && openMs >= afterMs.severity)
    found.push({
      kind: 'severity',
      text: `Nobody has confirmed the severity: ${state.severity} came from the alert. /inc severity says how bad it is.`,
    });
  if (silentMs >= staleAfterMs[state.severity])
    found.push({
      kind: 'stale',
      text: `No person has written anything for ${duration(silentMs / 1000)}. Is it over? /inc status resolved ends it.`,
    });
  return found.filter(({ kind }) => nowMs - (told[kind] ?? Number.NEGATIVE_INFINITY) >= againMs[kind]);
}
