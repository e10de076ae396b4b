import type { Severity } from '../../domain/timeline.ts';
import { actions, bullets, context, header, paragraph } from '../blocks.ts';
import { type MessageView, view } from './view.ts';
import { severityWord } from './words.ts';

interface PageData {
  incident: string | null;
  title: string;
  severity: Severity | null;
  /** What is known already; three are shown. */
  facts: readonly string[];
  /** From 1. */
  step: number;
  steps: number;
  acknowledge: { id: string } | null;
  escalate: { id: string } | null;
}

/** The message that wakes somebody: what, how bad, what is known, and one button. */
export function pageMessage(data: PageData): MessageView {
  const { incident, title, severity, facts, step, steps } = data;
  const about = [incident, severity].filter((word) => word !== null).join(' · ');
  const last = step >= steps ? 'This is the last step of the policy.' : 'If nobody acknowledges, the next step is paged.';
  return view(`You are paged: ${title}${about === '' ? '' : ` (${about})`}. Acknowledge to stop the escalation.`, [
    header(`📟 ${title}`),
    ...(about === ''
      ? []
      : [paragraph([incident, severity === null ? null : severityWord(severity)].filter((word) => word !== null).join(' · '))]),
    ...bullets(facts.slice(0, 3).map((fact) => [fact])),
    ...actions([
      { button: data.acknowledge, label: 'Acknowledge', style: 'primary' },
      { button: data.escalate, label: 'Escalate' },
    ]),
    context({ mrkdwn: `Step ${step} of ${steps}. ${last}` }),
  ]);
}

interface PageAcknowledgedData {
  incident: string | null;
  title: string;
  /** A mention or a people key. */
  by: string;
}

/** What a page becomes once somebody has it: no button is left on it. */
export function pageAcknowledged({ incident, title, by }: PageAcknowledgedData): MessageView {
  const what = incident === null ? title : `${incident}: ${title}`;
  return view(`${by} acknowledged the page: ${what}`, [
    paragraph({ bold: '✅ Acknowledged by ' }, by),
    paragraph(what),
  ]);
}
