import { sentenceNow } from '../domain/corrections.ts';
import type { Postmortem } from '../domain/postmortem.ts';
import type { ExportContext, ExportSource } from './source.ts';
import { durationWords, summaryOf, timeSpan } from './summary.ts';
import type { TemplateValues } from './template.ts';
import { secondsBetween, secondsText, utcText, zoneOffset } from './times.ts';

/** What a template can name besides its sections (docs/record.md lists it): plain text, not escaped yet. */
export function templateValues(source: ExportSource, { zone }: ExportContext): TemplateValues {
  const { record, marked } = source;
  const { incident, alert, periods, head } = record;
  return {
    incident: {
      id: incident.id,
      title: incident.title,
      severity: incident.severity,
      status: incident.status,
      commander: incident.commander,
      declaredAt: utcText(incident.declaredAt),
      resolvedAt: incident.resolvedAt === null ? null : utcText(incident.resolvedAt),
    },
    span: timeSpan(record),
    summary: summaryOf(record).map(([name, text]) => ({ name, text })),
    durations: durationWords(record),
    periods: periods.map(({ from, to }) => ({
      from: utcText(from),
      to: to === null ? null : utcText(to),
      took: to === null ? 'still open' : secondsText(secondsBetween(from, to)),
    })),
    updates: record.updates.map(({ at, by, status, text }) => ({ at: utcText(at), by, status, text })),
    labels: Object.entries(alert?.labels ?? {}).map(([name, value]) => ({ name, value })),
    people: record.people.map(({ person, roles, formerRoles, entries }) => ({
      name: person,
      roles: [...roles, ...formerRoles.map((role) => `${role} (handed over)`)].join(', ') || 'responder',
      entries,
    })),
    marked: marked.map((event) => {
      const { seq, occurredAt, actor } = event;
      return { seq, at: utcText(occurredAt), who: actor.id, text: sentenceNow(event, record.corrections.get(seq)) };
    }),
    zone,
    scope: scopeOf(source),
    zoneChange: zoneChange(record, zone),
    head: head.seq,
  };
}

function scopeOf({ record: { head }, shown }: ExportSource): string {
  return shown === head.seq
    ? `All ${head.seq} entries of the record.`
    : `${shown} of the ${head.seq} entries of the record; the others are left out by a filter.`;
}

/** "The clocks of Europe/Berlin went from +02:00 to +01:00 meanwhile."; null where they did not. */
function zoneChange({ incident, head }: Postmortem, zone: string): string | null {
  if (zone === 'UTC') return null;
  const offset = zoneOffset(zone);
  const [from, to] = [offset(incident.declaredAt), offset(head.recordedAt)];
  return from === to ? null : `The clocks of ${zone} went from ${from} to ${to} meanwhile.`;
}
