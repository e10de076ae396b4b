import type { ObservedState, Risk } from '../../domain/mitigation.ts';
import { actions, bullets, type ButtonSpec, context, fields, header, paragraph, preformatted } from '../blocks.ts';
import { dateIn, escape } from '../text.ts';
import { mitigationWords, type MitigationState } from './mitigation-words.ts';
import { type MessageView, view } from './view.ts';

type ButtonId = { id: string } | null;

export interface MitigationCardData {
  /** "interface-shutdown" */
  name: string;
  device: string;
  /** As they are typed: "eth1", "198.51.100.1 --vrf red". */
  arguments: string;
  risk: Risk;
  /** A mention or a people key. */
  requester: string;
  reason: string | null;
  /** Facts that speak for the change. */
  evidence?: readonly string[];
  apply: readonly string[];
  undo: readonly string[];
  before: ObservedState;
  blastRadius: readonly string[];
  planHash: string;
  /** Who has approved so far: mentions or people keys. */
  approvals: readonly string[];
  quorum: number;
  expiresAt: string;
  state: MitigationState;
  /** The last thing that was said about how it went. */
  outcome: string | null;
  buttons: { approve: ButtonId; deny: ButtonId; cancel: ButtonId; rollback: ButtonId };
}

/** The card of one change: everything an approver must know before the button, and afterwards how it went. */
export function mitigationCard(data: MitigationCardData): MessageView {
  const what = `${data.name} ${data.arguments}`.trim();
  const words = mitigationWords[data.state];
  const votes = `${data.approvals.length} of ${data.quorum}`;
  const isPending = data.state === 'pending';
  return view(`${what} on ${data.device}: ${words.title}${isPending ? ` (${votes} approvals)` : ''}. ${data.outcome ?? ''}`, [
    header(`${words.sign} ${what} on ${data.device}`),
    paragraph({ bold: `${words.title}. ` }, words.meaning),
    ...(data.outcome === null ? [] : [paragraph({ bold: 'How it went: ' }, data.outcome)]),
    ...fields([
      ['Risk', data.risk === 'high' ? '⚠️ high' : 'low'],
      ['Approvals', `${votes}${data.approvals.length === 0 ? '' : ` · ${data.approvals.map(escape).join(', ')}`}`],
      ['Requested by', escape(data.requester)],
      ['State before', stateBefore(data.before)],
      ...(isPending ? ([['Expires', dateIn(data.expiresAt, '{time}')]] as const) : []),
    ]),
    ...(data.reason === null ? [] : [paragraph({ bold: 'Why: ' }, data.reason)]),
    ...bullets((data.evidence ?? []).map((fact) => [fact])),
    paragraph({ bold: 'Lines that run' }),
    preformatted(data.apply, 2_500),
    paragraph({ bold: 'The way back' }),
    preformatted(data.undo, 2_500),
    ...(data.blastRadius.length === 0 ? [] : [paragraph({ bold: 'What else it touches' })]),
    ...bullets(data.blastRadius.map((fact) => [fact])),
    ...actions(buttonsOf(data, what)),
    context({ mrkdwn: `Plan \`${escape(data.planHash.slice(0, 12))}\` · an approval counts for exactly these lines` }),
  ]);
}

function stateBefore(before: ObservedState): string {
  const operational = before.operational === null ? '' : `, ${escape(before.operational)}`;
  return `${before.admin === null ? 'unknown' : `administratively ${before.admin}`}${operational}`;
}

function buttonsOf(data: MitigationCardData, what: string): ButtonSpec[] {
  const { device, buttons } = data;
  const lines = (title: string, of: readonly string[]) => `${title} on ${device}:\n${of.join('\n')}`;
  return [
    {
      button: buttons.approve,
      label: 'Approve',
      style: 'primary',
      confirm: { title: `Approve on ${device}?`, text: lines(what, data.apply), yes: 'Approve' },
    },
    { button: buttons.deny, label: 'Deny', style: 'danger' },
    { button: buttons.cancel, label: 'Cancel' },
    {
      button: buttons.rollback,
      label: 'Roll back',
      style: 'danger',
      confirm: { title: `Roll back on ${device}?`, text: lines('The way back', data.undo), yes: 'Roll back' },
    },
  ];
}
