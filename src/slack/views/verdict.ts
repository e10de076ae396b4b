import { context, header, message, section } from '../blocks.ts';
import { escaped } from '../text.ts';
import type { MessageView } from './view.ts';

export interface StepShown {
  label: string;
  outcome: string;
  summary: string;
  /** Whether something in the answer is not as it should be. */
  isBad: boolean;
}

/** A playbook on its way: what is done, how far it is. */
export function playbookProgress(data: {
  playbook: string;
  title: string;
  done: readonly StepShown[];
  total: number;
}): MessageView {
  const { playbook, title, done, total } = data;
  const head = `:mag: Playbook ${escaped(playbook)}: ${escaped(title)} (${done.length} of ${total} steps done)`;
  const lines = done.map(stepLine);
  return message([head, ...lines].join('\n'), [section(head), ...sections(lines)]);
}

/** What a playbook concludes, the facts it rests on, and the steps it took. */
export function playbookVerdict(data: {
  playbook: string;
  title: string;
  verdict: string;
  facts: readonly string[];
  steps: readonly StepShown[];
}): MessageView {
  const { playbook, title, verdict, facts, steps } = data;
  const said = `*Verdict:* ${escaped(verdict)}`;
  const because = facts.map((fact) => `• ${escaped(fact)}`);
  const taken = steps.map(stepLine);
  const from = `Playbook ${escaped(playbook)} · ${steps.length} ${steps.length === 1 ? 'step' : 'steps'} read`;
  return message([said.replaceAll('*', ''), ...because, from, ...taken].join('\n'), [
    header(title),
    section(said),
    ...sections(because),
    context(from),
    ...sections(taken),
  ]);
}

/** The marks of an answer: a tick beside what was read would read as "fine" beside what is broken. */
function stepLine({ label, outcome, summary, isBad }: StepShown): string {
  const mark = isBad || (outcome !== 'ok' && outcome !== 'empty') ? ':warning:' : ':white_small_square:';
  return `${mark} ${escaped(label)}: ${escaped(summary)}`;
}

/** Ten lines per section keep each below Slack's 3,000 characters in ordinary cases; the section itself cuts aloud. */
function sections(lines: readonly string[]) {
  return lines.flatMap((_, i) => (i % 10 === 0 ? [section(lines.slice(i, i + 10).join('\n'))] : []));
}
