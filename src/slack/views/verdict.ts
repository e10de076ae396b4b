import { context, header, message, section } from '../blocks.ts';
import { escaped } from '../text.ts';
import type { MessageView } from './view.ts';

export interface StepShown {
  label: string;
  outcome: string;
  summary: string;
  /** Whether something in the answer is not as it should be. */
  isBad: boolean;
  /** What is worse than in the last good answer, worst first: what is gone stands in no summary. */
  worse: readonly string[];
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
function stepLine({ label, outcome, summary, isBad, worse }: StepShown): string {
  const isFine = !isBad && worse.length === 0 && (outcome === 'ok' || outcome === 'empty');
  const named = worse.slice(0, mostWorse).map((words) => words.slice(0, 200));
  const more = worse.length > mostWorse ? `; and ${worse.length - mostWorse} more` : '';
  const than = named.length === 0 ? '' : ` (worse than before: ${named.join('; ')}${more})`;
  return `${isFine ? ':white_small_square:' : ':warning:'} ${escaped(label)}: ${escaped(`${summary}${than}`)}`;
}

const mostWorse = 3;

/** Ten lines per section keep each below Slack's 3,000 characters in ordinary cases; the section itself cuts aloud. */
function sections(lines: readonly string[]) {
  return lines.flatMap((_, i) => (i % 10 === 0 ? [section(lines.slice(i, i + 10).join('\n'))] : []));
}
