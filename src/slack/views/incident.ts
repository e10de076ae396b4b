import { actions, context, fields, header, message, quote, section } from '../blocks.ts';
import { clip, dateIn, escaped, sentence, utcIn } from '../text.ts';
import type { MessageView } from './view.ts';

type Button = { id: string } | null;

interface UpdateShown {
  at: string;
  text: string;
  /** When its text was corrected, if it was. */
  correctedAt?: string | null;
}

export interface IncidentCard {
  id: string;
  title: string;
  severity: string;
  status: string;
  /** Mention, or the person's key. */
  commander: string | null;
  declaredAt: string;
  resolvedAt: string | null;
  nextUpdateAt: string | null;
  /** What people were told last; null while nobody was. */
  lastUpdate: UpdateShown | null;
  verdict: string | null;
  wasPaged: boolean;
  acknowledgedBy: string | null;
  /** What must hold before it is over; `holds` null before the first reading. */
  criteria: readonly { text: string; holds: 'yes' | 'no' | 'unknown' | null; says: string | null }[];
  buttons: Record<'lead' | 'update' | 'diagnose' | 'playbook' | 'propose' | 'resolve' | 'timeline' | 'export', Button>;
}

/** The pinned head of an incident's channel. `text` begins with id · status · severity · title. */
export function incidentCard(card: IncidentCard): MessageView {
  const { id, title, severity, status, resolvedAt, nextUpdateAt, verdict, buttons } = card;
  const commander = card.commander === null ? 'nobody yet' : sentence(card.commander);
  const unanswered = card.wasPaged ? 'nobody yet' : 'nobody was paged';
  const acknowledged = card.acknowledgedBy === null ? unanswered : sentence(card.acknowledgedBy);
  const text = [
    `${id} · ${status} · ${severity} · ${escaped(title)}`,
    `Commander: ${commander}. Declared ${utcIn(card.declaredAt)}.`,
    ...(resolvedAt === null ? [] : [`Resolved ${utcIn(resolvedAt)}.`]),
    `Page acknowledged by: ${acknowledged}.`,
    ...(nextUpdateAt === null ? [] : [`Next update due ${utcIn(nextUpdateAt)}.`]),
    impactLine(card.lastUpdate, utcIn),
    ...(verdict === null ? [] : [`Verdict: ${escaped(verdict)}`]),
    ...criteriaLines(card.criteria),
  ].join('\n');
  return message(text, [
    header(`${statusMarks[status] ?? ''} ${id} · ${severity} · ${title}`.trim()),
    fields([
      ['Status', escaped(status)],
      ['Severity', escaped(severity)],
      ['Commander', commander],
      ['Page acknowledged by', acknowledged],
      ['Declared', dateIn(card.declaredAt)],
      ...(resolvedAt === null ? [] : [['Resolved', dateIn(resolvedAt)] as const]),
      ...(nextUpdateAt === null ? [] : [['Next update due', dateIn(nextUpdateAt)] as const]),
    ]),
    section(impactLine(card.lastUpdate, dateIn).replace(/^[^:]*:/, (label) => `*${label}*`)),
    ...(verdict === null ? [] : [section(`*Verdict:* ${escaped(verdict)}`)]),
    ...(card.criteria.length === 0 ? [] : [section(criteriaLines(card.criteria).join('\n'))]),
    ...actions([
      buttons.lead && {
        label: 'Take command',
        id: buttons.lead.id,
        // What nobody has done yet is the first thing to press.
        ...(card.commander === null ? { style: 'primary' as const } : {}),
      },
      buttons.update && { label: 'Update', id: buttons.update.id },
      buttons.diagnose && { label: 'Read devices', id: buttons.diagnose.id },
      buttons.playbook && { label: 'Run a playbook', id: buttons.playbook.id },
      buttons.propose && { label: 'Propose a change', id: buttons.propose.id },
      buttons.resolve && {
        label: 'Resolve',
        id: buttons.resolve.id,
        confirm: {
          title: `Resolve ${id}?`,
          text: 'The incident is closed for everybody.',
          yes: 'Resolve',
          no: 'Not yet',
        },
      },
      buttons.timeline && { label: 'Timeline', id: buttons.timeline.id },
      buttons.export && { label: 'Export', id: buttons.export.id },
    ]),
  ]);
}

const longestImpact = 400;

/** The impact where the last update names one, as the draft of an update does; else the update; else that there is none. */
function impactLine(lastUpdate: IncidentCard['lastUpdate'], render: (iso: string) => string): string {
  if (lastUpdate === null) return 'Impact: nobody has told it yet';
  const { at, text, correctedAt } = lastUpdate;
  const when = correctedAt ? `${render(at)}, corrected ${render(correctedAt)}` : render(at);
  const impact = /^Impact: *(\S.*)$/m.exec(text)?.[1];
  const words = escaped(impact ?? text).replace(/\s+/g, ' ');
  return `${impact === undefined ? 'Last update' : 'Impact'}: ${clip(words, longestImpact, '… (all of it below)')} (${when})`;
}

export interface Announcement {
  id: string;
  title: string;
  severity: string;
  status: string;
  /** Mention, or the person's key. */
  commander: string | null;
  declaredAt: string;
  resolvedAt: string | null;
  nextUpdateAt: string | null;
  lastUpdate: UpdateShown | null;
  /** Slack's id of the incident's channel; null while there is none. */
  channel: string | null;
}

const longestUpdate = 1_500;

/** One incident for everybody: one message in the announcement channel, edited as things go on. */
export function announcement(one: Announcement): MessageView {
  const { id, title, severity, status, resolvedAt, nextUpdateAt, lastUpdate, channel } = one;
  const led = one.commander === null ? 'nobody commands it yet' : `led by ${sentence(one.commander)}`;
  const place = channel === null ? '' : ` · ${sentence(`<#${channel}>`)}`;
  const head = `${statusMarks[status] ?? ''} *${id}* · ${severity} · ${status} · ${escaped(title)}`.trim();
  const course = (render: (iso: string) => string) =>
    [
      `Since ${render(one.declaredAt)}, ${led}${place}.`,
      ...(resolvedAt === null ? [] : [`Resolved ${render(resolvedAt)}.`]),
      ...(lastUpdate?.correctedAt ? [`The update was corrected ${render(lastUpdate.correctedAt)}.`] : []),
      ...(nextUpdateAt === null ? [] : [`Next update by ${render(nextUpdateAt)}.`]),
    ].join(' ');
  const said = lastUpdate === null ? null : lastUpdate.text.slice(0, longestUpdate).toWellFormed();
  return message([head.replaceAll('*', ''), course(utcIn), ...(said === null ? [] : [escaped(said)])].join('\n'), [
    section(head),
    ...(said === null ? [] : [quote(said)]),
    context(course(dateIn)),
  ]);
}

function criteriaLines(criteria: IncidentCard['criteria']): string[] {
  if (criteria.length === 0) return [];
  const holding = criteria.filter(({ holds }) => holds === 'yes').length;
  return [
    `Exit criteria: ${holding} of ${criteria.length} hold`,
    ...criteria.map(({ text, holds, says }) => {
      const mark = { yes: ':white_check_mark:', no: ':x:', unknown: ':grey_question:' }[holds ?? 'unknown'];
      return `${mark} ${escaped(text)} · ${says === null ? 'not read yet' : escaped(says)}`;
    }),
  ];
}

/** A word beside the colour: the status stands in words too. */
export const statusMarks: Record<string, string> = {
  investigating: '🔴',
  identified: '🟠',
  monitoring: '🟡',
  resolved: '🟢',
};
