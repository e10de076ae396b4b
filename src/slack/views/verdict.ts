import type { Outcome } from '../../domain/diagnostics.ts';
import { bullets, context, divider, header, paragraph, type Run } from '../blocks.ts';
import { escape } from '../text.ts';
import { type MessageView, view } from './view.ts';

interface PlaybookStep {
  label: string;
  outcome: Outcome;
  /** One sentence: what the step found. */
  summary: string;
}

interface PlaybookProgressData {
  playbook: string;
  title: string;
  done: readonly PlaybookStep[];
  total: number;
}

/** A running playbook: what it has found so far. Edited in place after each step. */
export function playbookProgress({ playbook, title, done, total }: PlaybookProgressData): MessageView {
  const count = done.length < total ? `step ${done.length + 1} of ${total} is running` : 'all steps done, drawing the conclusion';
  return view(`Playbook ${title}: ${count}.`, [
    paragraph({ bold: title }, ` — ${count} …`),
    ...stepBullets(done),
    context({ mrkdwn: `Playbook ${escape(playbook)} · reads only, changes nothing` }),
  ]);
}

interface PlaybookVerdictData {
  playbook: string;
  title: string;
  verdict: string;
  facts: readonly string[];
  steps: readonly PlaybookStep[];
  /** The change that follows from it; its own card comes next. */
  proposal?: { name: string; device: string; arguments: string } | null;
}

/** What a playbook concludes: the verdict, the facts that carry it, then every step it took. */
export function playbookVerdict(data: PlaybookVerdictData): MessageView {
  const { playbook, title, verdict, facts, steps, proposal } = data;
  return view(`Verdict: ${verdict}`, [
    header(title),
    paragraph({ bold: 'Verdict: ' }, verdict),
    ...bullets(facts.map((fact) => [fact])),
    ...(proposal ? [paragraph('Proposed: ', { bold: `${proposal.name} ${proposal.arguments}` }, ` on ${proposal.device}`)] : []),
    divider(),
    ...stepBullets(steps),
    context({ mrkdwn: `Playbook ${escape(playbook)} · ${steps.length} ${steps.length === 1 ? 'step' : 'steps'} · reads only` }),
  ]);
}

function stepBullets(steps: readonly PlaybookStep[]) {
  return bullets(
    steps.map(({ label, outcome, summary }): Run[] => [
      `${outcome === 'ok' || outcome === 'empty' ? '' : '⚠️ '}`,
      { bold: label },
      `: ${summary}`,
    ]),
    5_000,
  );
}
