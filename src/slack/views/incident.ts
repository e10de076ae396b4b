import type { IncidentStatus, Severity } from '../../domain/timeline.ts';
import { actions, bullets, context, divider, fields, header, paragraph } from '../blocks.ts';
import { dateIn, escape } from '../text.ts';
import { type MessageView, view } from './view.ts';
import { severityWord, statusWord, who } from './words.ts';

type ButtonId = { id: string } | null;

interface IncidentCardData {
  id: string;
  title: string;
  severity: Severity;
  status: IncidentStatus;
  /** A mention or a people key. */
  commander: string | null;
  declaredAt: string;
  resolvedAt: string | null;
  nextUpdateAt: string | null;
  /** What is hurt, in a person's words. */
  impact?: string | null;
  /** The latest conclusion of a playbook. */
  verdict: string | null;
  acknowledgedBy: string | null;
  buttons: { update?: ButtonId; lead: ButtonId; resolve: ButtonId; timeline: ButtonId; export: ButtonId };
}

/** The pinned card of an incident: what it is, who has it, what is known, and what to press next. Edited in place. */
export function incidentCard(data: IncidentCardData): MessageView {
  const { id, title, severity, status, commander, declaredAt, resolvedAt, buttons } = data;
  const isResolved = status === 'resolved';
  const next: [string, string] =
    isResolved && resolvedAt !== null
      ? ['Resolved', dateIn(resolvedAt)]
      : ['Next update', data.nextUpdateAt === null ? '_none planned_' : dateIn(data.nextUpdateAt)];
  const text = isResolved
    ? `${id} is resolved: ${title}`
    : `${id} · ${severity} · ${status}: ${title}${data.verdict === null ? '' : ` — ${data.verdict}`}`;
  return view(text, [
    header(`${isResolved ? '✅ ' : ''}${id} · ${title}`),
    ...fields([
      ['Severity', severityWord(severity)],
      ['Status', statusWord(status)],
      ['Commander', who(commander)],
      ['Acknowledged by', who(data.acknowledgedBy)],
      ['Started', dateIn(declaredAt)],
      next,
    ]),
    ...(data.impact ? [paragraph({ bold: 'Impact: ' }, data.impact)] : []),
    ...(data.verdict === null ? [] : [paragraph({ bold: 'Verdict: ' }, data.verdict)]),
    ...actions([
      { button: buttons.update, label: 'Update' },
      { button: buttons.lead, label: commander === null ? 'Take command' : 'Take over command' },
      {
        button: buttons.resolve,
        label: 'Resolve',
        style: 'primary',
        confirm: { title: `Resolve ${id}?`, text: 'Reminders and escalation stop. The channel and its record stay.', yes: 'Resolve' },
      },
      { button: buttons.timeline, label: 'Timeline' },
      { button: buttons.export, label: 'Export' },
    ]),
  ]);
}

interface ResolveOfferData {
  id: string;
  /** "interface-shutdown on leaf1" */
  mitigation: string;
  /** Whether the playbook's evidence is clean again; null where nothing was there to compare. */
  healed: boolean | null;
  facts: readonly string[];
  resolve: ButtonId;
  rollback: ButtonId;
}

/** After a verified change: what the devices say now, and the way on or back. */
export function resolveOffer(data: ResolveOfferData): MessageView {
  const { id, mitigation, healed, facts } = data;
  const verdict =
    healed === null
      ? `The change holds: ${mitigation}. Nothing was measured before it, so look yourself whether it healed.`
      : healed
        ? `It healed: ${mitigation} holds, and the same checks are clean now.`
        : `The change holds, but it has not healed: ${mitigation}. The same checks still fail.`;
  return view(verdict, [
    paragraph({ bold: verdict }),
    ...bullets(facts.map((fact) => [fact])),
    ...actions([
      { button: data.resolve, label: `Resolve ${id}`, ...(healed === true ? { style: 'primary' as const } : {}) },
      {
        button: data.rollback,
        label: 'Roll back',
        style: 'danger',
        confirm: { title: 'Take the change back?', text: `The approved way back of ${mitigation} runs now.`, yes: 'Roll back' },
      },
    ]),
  ]);
}

interface StatusReminderData {
  id: string;
  severity: Severity;
  status: IncidentStatus;
  commander: string | null;
  lastUpdateAt: string | null;
  declaredAt: string;
  verdict: string | null;
}

/** Asks the commander for an update, and says what could stand in it. */
export function statusReminder(data: StatusReminderData): MessageView {
  const { id, commander, lastUpdateAt, verdict } = data;
  const asked = commander === null ? 'An update is due and nobody is commander' : `${commander}, an update is due`;
  const since: [string, string] = lastUpdateAt === null ? ['Declared', dateIn(data.declaredAt)] : ['Last update', dateIn(lastUpdateAt)];
  return view(`${asked} on ${id} (${data.severity}, ${data.status}).`, [
    paragraph({ bold: `${asked} on ${id}.` }),
    ...fields([['Severity', severityWord(data.severity)], ['Status', statusWord(data.status)], since]),
    ...(verdict === null ? [] : [paragraph({ bold: 'Known so far: ' }, verdict)]),
    context({ mrkdwn: 'Type `/inc update <text>`. No change is news too: say so.' }),
  ]);
}

interface IncidentListData {
  which: 'open' | 'all';
  incidents: readonly {
    id: string;
    title: string;
    severity: Severity;
    status: IncidentStatus;
    declaredAt: string;
    /** Slack channel id. */
    channel: string | null;
  }[];
}

/** Incidents, newest first as given; twenty of them, and a line for the rest. */
export function incidentList({ incidents, which }: IncidentListData): MessageView {
  if (incidents.length === 0) {
    const none = which === 'open' ? 'No open incident.' : 'No incident yet.';
    return view(none, [paragraph(none)]);
  }
  const shown = incidents.slice(0, 20);
  const title = `${incidents.length} ${which === 'open' ? 'open ' : ''}${incidents.length === 1 ? 'incident' : 'incidents'}`;
  return view(`${title}: ${shown.map(({ id, title: name }) => `${id} ${name}`).join('; ')}`, [
    paragraph({ bold: title }),
    divider(),
    ...shown.flatMap((incident) => [
      paragraph({ bold: incident.id }, ` ${incident.title} `, ...(incident.channel === null ? [] : [`<#${incident.channel}>`])),
      context({
        mrkdwn: `${severityWord(incident.severity)} · ${escape(statusWord(incident.status))} · since ${dateIn(incident.declaredAt)}`,
      }),
    ]),
    ...(incidents.length > shown.length ? [context({ mrkdwn: `… and ${incidents.length - shown.length} more` })] : []),
  ]);
}
