import { actions, context, header, message, section } from '../blocks.ts';
import { escaped, sentence } from '../text.ts';
import type { MessageView } from './view.ts';

export interface PageData {
  incident: string | null;
  title: string;
  severity: string | null;
  facts: readonly string[];
  /** 1-based. */
  step: number;
  steps: number;
  /** Slack's id of the incident's channel; null while there is none: a page does not wait for it. */
  channel: string | null;
  acknowledge: { id: string };
  escalate: { id: string } | null;
}

/** The direct message that wakes somebody. */
export function pageMessage({
  incident,
  title,
  severity,
  facts,
  step,
  steps,
  channel,
  acknowledge,
  escalate,
}: PageData): MessageView {
  const about = [incident, severity].filter((word) => word !== null).join(' · ');
  const lines = facts.map((fact) => `• ${escaped(fact)}`);
  const position = `Step ${step} of ${steps}. Without an acknowledgement the page goes on.${placeIn(channel)}`;
  const text = [`:rotating_light: Page${about ? ` ${about}` : ''}: ${escaped(title)}`, ...lines, position].join('\n');
  return message(text, [
    header(`🚨 Page${about ? ` · ${about}` : ''}`),
    section(escaped(title)),
    ...(lines.length > 0 ? [section(lines.join('\n'))] : []),
    context(position),
    ...actions([
      { label: 'Acknowledge', id: acknowledge.id, style: 'primary' },
      escalate && { label: 'Escalate', id: escalate.id },
    ]),
  ]);
}

/** What the page turns into once somebody has it. */
export function pageAcknowledged({
  incident,
  title,
  by,
  channel,
}: {
  incident: string | null;
  title: string;
  by: string;
  /** Slack's id of the incident's channel; null where there is none. */
  channel: string | null;
}): MessageView {
  const about = incident === null ? '' : ` ${incident}`;
  const text = `:white_check_mark: Page${about}: ${escaped(title)}\nAcknowledged by ${sentence(by)}.${placeIn(channel)}`;
  return message(text, [section(text)]);
}

/** Whoever was woken goes on there. */
function placeIn(channel: string | null): string {
  return channel === null ? '' : ` Go on in ${sentence(`<#${channel}>`)}.`;
}
