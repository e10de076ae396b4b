import { isBadAnswer, worseWords } from '../../domain/bad-answer.ts';
import { verdictPrefix } from '../../domain/incident.ts';
import type { TimelineEvent } from '../../domain/timeline.ts';
import { playbookProgress, playbookVerdict, type StepShown } from '../../slack/views/verdict.ts';
import type { Effect } from './effect.ts';
import { mapPicture } from './map-picture.ts';
import type { Part, Stagehand } from './stagehand.ts';

interface Run {
  id: string;
  playbook: string;
  total: number;
  done: StepShown[];
}

/**
 * A playbook on its way to its verdict, in one message. The record names the playbook and holds its steps, and neither
 * its title nor theirs: today's file may be another one.
 */
export function playbookPart({ incident, events }: Stagehand): Part {
  const totals = stepsOf(events);
  const runs = new Map<string, Run>();
  let latest: Run | null = null;

  const progress = (run: Run) =>
    playbookProgress({ playbook: run.playbook, title: run.playbook, done: run.done, total: run.total });

  function asked(event: TimelineEvent & { type: 'diagnostic.asked' }): Effect[] {
    const step = event.body && stepOf(event.body);
    if (!step || runs.has(step.id)) return [];
    const run = { id: step.id, playbook: step.playbook, total: totals.get(step.id)?.size ?? 1, done: [] };
    runs.set(step.id, run);
    return [{ kind: 'post', key: `playbook:${step.id}`, place: 'incident', view: progress(run) }];
  }

  function answered(event: TimelineEvent & { type: 'diagnostic.answered' }): Effect[] {
    const step = event.body && stepOf(event.body);
    const run = step ? runs.get(step.id) : undefined;
    if (!run || event.body === null) return [];
    const { device, diagnostic, outcome, verdict } = event.body;
    run.done.push({
      label: `${device} ${diagnostic} ${event.body.arguments}`.trimEnd(),
      outcome,
      summary: verdict,
      isBad: isBadAnswer(event.body),
      worse: worseWords(event.body),
    });
    latest = run;
    return [{ kind: 'update', key: `playbook:${run.id}`, view: progress(run) }];
  }

  function concluded(event: TimelineEvent & { type: 'note.added' }): Effect[] {
    if (event.body === null || event.actor.kind !== 'bot' || !event.body.text.startsWith(verdictPrefix)) return [];
    if (latest === null) return [];
    const { id, playbook, done } = latest;
    const [verdict = '', ...facts] = event.body.text.slice(verdictPrefix.length).split('\n');
    const view = playbookVerdict({
      playbook,
      title: playbook,
      verdict,
      facts: facts.map((fact) => fact.replace(/^- /, '')),
      steps: done,
    });
    const key = `playbook:${id}`;
    return [{ kind: 'update', key, view }, ...mapPicture(incident, events, event.seq, key)];
  }

  return (event) => {
    if (event.type === 'diagnostic.asked') return asked(event);
    if (event.type === 'diagnostic.answered') return answered(event);
    return event.type === 'note.added' ? concluded(event) : [];
  };
}

/** The run and the step of a question that a playbook asked for its verdict; null for any other. */
export function stepOf({ run, playbook }: { run: string; playbook: string | null }) {
  const [id, step, after] = run.split(':');
  if (playbook === null || id === undefined || step === undefined || after !== undefined) return null;
  return { id, step, playbook };
}

function stepsOf(events: readonly TimelineEvent[]): Map<string, Set<string>> {
  const steps = new Map<string, Set<string>>();
  for (const event of events) {
    const step = event.type === 'diagnostic.asked' && event.body ? stepOf(event.body) : null;
    if (step) steps.set(step.id, new Set([...(steps.get(step.id) ?? []), step.step]));
  }
  return steps;
}
