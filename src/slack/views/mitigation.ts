import type { ObservedState, Risk } from '../../domain/mitigation.ts';
import { actions, type ButtonSpec, context, fields, header, message, preformatted, quote, section } from '../blocks.ts';
import { dateIn, escaped, sentence, utcIn } from '../text.ts';
import { type MitigationState, mitigationWords } from './mitigation-words.ts';
import type { MessageView } from './view.ts';

type Button = { id: string } | null;

export interface MitigationCard {
  /** As short as it can be typed. */
  id: string;
  /** "interface-shutdown" */
  name: string;
  device: string;
  /** As they are typed: "eth1", "198.51.100.1 --vrf red". */
  arguments: string;
  risk: Risk;
  /** Mention, or the person's key. */
  requester: string;
  reason: string | null;
  apply: readonly string[];
  undo: readonly string[];
  before: ObservedState;
  blastRadius: readonly string[];
  planHash: string;
  /** Mentions, or keys, of those who approved. */
  approvals: readonly string[];
  quorum: number;
  expiresAt: string;
  state: MitigationState;
  /** The last thing that was said about how it went. */
  outcome: string | null;
  buttons: { approve: Button; deny: Button; cancel: Button; rollback: Button };
}

/** The card of one change: all that an approver must know before the press, and afterwards how it went. */
export function mitigationCard(card: MitigationCard): MessageView {
  const what = `${card.name} ${card.arguments}`.trim();
  const { title, sign, meaning } = mitigationWords[card.state];
  const isPending = card.state === 'pending';
  const hash = card.planHash.slice(0, 12);
  const approvals = `${card.approvals.length} of ${card.quorum}${card.approvals.length > 0 ? ` · ${card.approvals.map(sentence).join(', ')}` : ''}`;
  const before = stateBefore(card.before);
  const radius = card.blastRadius.map((fact) => `• ${escaped(fact)}`);
  const text = [
    `${escaped(what)} on ${escaped(card.device)}: ${title}. ${meaning}`,
    ...(card.outcome === null ? [] : [`How it went: ${escaped(card.outcome)}`]),
    `Risk ${card.risk}. Approvals: ${approvals}. Requested by ${sentence(card.requester)}. State before: ${before}.`,
    ...(isPending ? [`Expires ${utcIn(card.expiresAt)}.`] : []),
    ...(card.reason === null ? [] : [`Why: ${escaped(card.reason)}`]),
    `Lines that run:\n${escaped(card.apply.join('\n'))}`,
    `The way back:\n${escaped(card.undo.join('\n'))}`,
    ...(radius.length === 0 ? [] : [`What it touches:\n${radius.join('\n')}`]),
    `Plan ${hash}`,
    ...(isPending ? [`Or type: /mitigate approve ${card.id} ${hash}`] : []),
  ].join('\n');
  return message(text, [
    header(`${sign} ${what} on ${card.device}`),
    section(`*${title}.* ${meaning}`),
    ...(card.outcome === null ? [] : [section('*How it went*'), quote(card.outcome)]),
    fields([
      ['Risk', card.risk === 'high' ? ':warning: high' : 'low'],
      ['Approvals', approvals],
      ['Requested by', sentence(card.requester)],
      ['State before', before],
      ...(isPending ? [['Expires', dateIn(card.expiresAt)] as const] : []),
    ]),
    section('*Lines that run*'),
    preformatted(card.apply.join('\n')),
    section('*The way back*'),
    preformatted(card.undo.join('\n')),
    ...(radius.length === 0 ? [] : [section(`*What it touches*\n${radius.join('\n')}`)]),
    ...(card.reason === null ? [] : [section('*Why*'), quote(card.reason)]),
    context(
      `Plan \`${hash}\` · an approval counts for exactly these lines`,
      ...(isPending ? [`Or type: \`/mitigate approve ${card.id} ${hash}\``] : []),
    ),
    ...actions(buttonsOf(card, what, hash)),
  ]);
}

function stateBefore({ admin, operational }: ObservedState): string {
  const administratively = `administratively ${admin ?? 'unknown'}`;
  return operational === null ? administratively : `${administratively}, operational state ${escaped(operational)}`;
}

function buttonsOf(
  { device, apply, undo, buttons }: MitigationCard,
  what: string,
  hash: string,
): (ButtonSpec | null)[] {
  const { approve, deny, cancel, rollback } = buttons;
  return [
    approve && {
      label: 'Approve',
      id: approve.id,
      style: 'primary',
      confirm: {
        title: 'Approve this change?',
        text: asked(`${what} on ${device}, plan ${hash}`, apply),
        yes: 'Approve',
        no: 'Back',
      },
    },
    deny && { label: 'Deny', id: deny.id, style: 'danger' },
    cancel && { label: 'Cancel', id: cancel.id },
    rollback && {
      label: 'Roll back',
      id: rollback.id,
      style: 'danger',
      confirm: {
        title: 'Take the change back?',
        text: asked(`${what} on ${device}`, undo),
        yes: 'Roll back',
        no: 'Keep it',
      },
    },
  ];
}

const confirmText = 300;

/** What is asked and as many whole lines as a dialog holds; how many more there are is said. */
function asked(head: string, lines: readonly string[]): string {
  const more = (count: number) => `… and ${count} more ${count === 1 ? 'line' : 'lines'}, all on the card`;
  for (let shown = lines.length; shown > 0; shown -= 1) {
    const rest = lines.length - shown;
    const text = [`${head}:`, ...lines.slice(0, shown), ...(rest > 0 ? [more(rest)] : [])].join('\n');
    if (text.length <= confirmText) return text;
  }
  return `${head.slice(0, 200)}:\n${more(lines.length)}`;
}
