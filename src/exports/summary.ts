import type { ObservedState } from '../domain/mitigation.ts';
import type { MitigationStory } from '../domain/mitigation-story.ts';
import type { Postmortem } from '../domain/postmortem.ts';
import { secondsText, utcText } from './times.ts';

/** What a reader wants to know first, as a name and a sentence each. Not escaped. */
export function summaryOf(record: Postmortem): [name: string, text: string][] {
  const { alert, mitigations, periods, durations } = record;
  const reopened = periods.length - 1;
  return [
    ['Began', alert ? `with the alert “${alert.title}”` : 'declared by hand, without an alert'],
    ['Finding', record.incident.verdict ?? 'none is recorded'],
    ['Mitigation', mitigationSentence(mitigations)],
    ...(reopened > 0
      ? [
          [
            'Reopened',
            `${reopened === 1 ? 'once' : `${reopened} times`}${durations.openSeconds === null ? '' : `; open for ${secondsText(durations.openSeconds)} in all`}`,
          ] as [string, string],
        ]
      : []),
  ];
}

/** How long each step took since the declaration, or why there is no figure. `open` leaves out the time it was resolved. */
export function durationWords({ incident, durations }: Postmortem): Record<DurationName, string> {
  const took = (seconds: number | null, none: string) => (seconds === null ? none : secondsText(seconds));
  return {
    acknowledge: took(durations.acknowledgeSeconds, incident.wasPaged ? 'nobody acknowledged' : 'nobody was paged'),
    firstFact: took(durations.firstFactSeconds, 'no device has answered'),
    mitigate: took(durations.mitigateSeconds, 'none was proven'),
    resolve: took(durations.resolveSeconds, 'not resolved'),
    open: took(durations.openSeconds, 'not resolved'),
  };
}

type DurationName = 'acknowledge' | 'firstFact' | 'mitigate' | 'resolve' | 'open';

/** "2026-11-23 03:00:12 to 03:18:40 UTC (18 min 28 s)". */
export function timeSpan(record: Postmortem): string {
  const { incident } = record;
  const from = utcText(incident.declaredAt);
  if (incident.resolvedAt === null) return `since ${from} UTC, not resolved`;
  const to = utcText(incident.resolvedAt);
  const end = to.slice(0, 10) === from.slice(0, 10) ? to.slice(11) : to;
  return `${from} to ${end} UTC (${durationWords(record).resolve})`;
}

/** Why the change was made, by whom, and how it ended. */
export function howItWent(story: MitigationStory): string {
  const approval = story.approvedBy.length > 0 ? `approved by ${list(story.approvedBy)}` : 'approved by nobody';
  const stopped = story.stoppedBy.length > 0 ? `, stopped by ${list(story.stoppedBy)}` : '';
  const reason = story.reason === null ? '' : `: ${story.reason}`;
  return `Requested by ${story.requestedBy}${reason}; ${approval}${stopped}. Risk ${story.risk}. Outcome: ${endOf(story)}.`;
}

export function stateText(observed: ObservedState | null): { admin: string; operational: string } {
  if (observed === null) return { admin: 'not read', operational: 'not read' };
  return { admin: observed.admin ?? 'unknown', operational: observed.operational ?? 'unknown' };
}

/** "interface-shutdown eth1 on leaf1". */
export function nameOf({ name, arguments: words, device }: MitigationStory): string {
  return `${words === '' ? name : `${name} ${words}`} on ${device}`;
}

function mitigationSentence(stories: readonly MitigationStory[]): string {
  const proved = stories.filter(({ provedAt }) => provedAt !== null);
  if (proved.length > 0) return proved.map((story) => `${nameOf(story)}: ${endOf(story)}`).join('; ');
  return stories.length === 0 ? 'none was proposed' : 'proposed, but none was proven on a device';
}

function endOf({ outcome, holds, healed, rolledBackAt }: MitigationStory): string {
  const end =
    outcome === null
      ? 'not run'
      : holds === true
        ? healed === true
          ? 'it holds, and the same measurements show that it healed'
          : healed === false
            ? 'it holds, but the same measurements do not show that it healed'
            : 'it holds; whether it healed was not measured'
        : outcome;
  return rolledBackAt === null ? end : `${end}; taken back at ${utcText(rolledBackAt)} UTC`;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
