import type { DiagnosticArguments, DiagnosticName, Outcome } from './diagnostics.ts';
import type { MitigationArguments, MitigationName } from './mitigation.ts';
import { type CelResult, evaluate, fillTemplate } from './playbook-cel.ts';

/** A playbook: what to read in which order, what follows from it, what to propose, and what proves that it healed. */
export interface Playbook {
  name: string;
  title: string;
  inputs: PlaybookInput[];
  /** CEL over `alert`; null for a playbook that people start. */
  trigger: { when: string } | null;
  steps: PlaybookStep[];
  verdicts: PlaybookVerdict[];
  healed: { when: string; says: string }[];
}

export interface PlaybookInput {
  name: string;
  kind: 'device' | 'interface' | 'address' | 'text';
  /** The device input that an interface belongs to. */
  of?: string | undefined;
}

export interface PlaybookStep {
  id: string;
  title: string;
  diagnostic: DiagnosticName;
  /** "${input}". */
  device: string;
  args: Record<string, string>;
  /** Waited before this step, so that counters of an earlier one have moved. */
  waitSeconds?: number | undefined;
}

interface PlaybookVerdict {
  when: string;
  says: string;
  facts: { when?: string | undefined; says: string }[];
  propose?: { mitigation: MitigationName; device: string; args: Record<string, string>; reason: string } | undefined;
}

/** What one step found. A step that failed has no records; a condition must not read that as "fine". */
export interface StepResult {
  outcome: Outcome;
  records: readonly object[];
  summary: string;
  /** What is worse than in the last good answer to the same question, worst first; absent in older runs. */
  worse?: readonly string[];
}

export interface TriggerAlert {
  source: string;
  title: string;
  severity: string;
  labels: Record<string, string>;
}

/** Whether an alert starts this playbook, and with which inputs: the alert's labels of the same names. */
export function matchesTrigger(
  playbook: Playbook,
  alert: TriggerAlert,
): { matches: true; inputs: Record<string, string> } | { matches: false; problem: string | null } {
  if (!playbook.trigger) return { matches: false, problem: null };
  const { source, title, severity, labels } = alert;
  const result = evaluate(playbook.trigger.when, { alert: { source, title, severity, labels } });
  // An alert without the label is simply not meant; it is no problem of the playbook.
  if (!result.ok || result.value !== true) return { matches: false, problem: null };
  const missing = playbook.inputs.filter(({ name }) => labels[name] === undefined).map(({ name }) => name);
  if (missing.length > 0)
    return { matches: false, problem: `the alert has no label ${missing.join(', ')}, which the playbook needs` };
  return { matches: true, inputs: Object.fromEntries(playbook.inputs.map(({ name }) => [name, labels[name] ?? ''])) };
}

/** A step with its inputs filled in. */
export function resolveStep(
  step: PlaybookStep,
  inputs: Record<string, string>,
): { ok: true; device: string; args: DiagnosticArguments } | { ok: false; problem: string } {
  const filled = Object.entries({ device: step.device, ...step.args }).map(([key, text]) => [
    key,
    fillInput(text, inputs),
  ]);
  const missing = filled.find(([, value]) => value === null);
  if (missing) return { ok: false, problem: `step ${step.id} needs an input for "${missing[0]}" that was not given` };
  const { device, lines, ...args } = Object.fromEntries(filled) as Record<string, string>;
  return {
    ok: true,
    device: device ?? '',
    args: { ...args, ...(lines === undefined ? {} : { lines: Number(lines) }) },
  };
}

/** "${name}" → the input's value; any other text as it is; null when there is no such input. */
function fillInput(text: string, inputs: Record<string, string>): string | null {
  const name = /^\$\{([A-Za-z]\w*)\}$/.exec(text)?.[1];
  return name === undefined ? text : (inputs[name] ?? null);
}

export interface Proposal {
  mitigation: MitigationName;
  device: string;
  args: MitigationArguments;
  reason: string;
}

/**
 * The first verdict whose condition holds, with the facts that support it. A condition that cannot be evaluated ends
 * the search aloud: nothing is concluded past what is not known, and nothing is proposed.
 */
export function concludePlaybook(
  playbook: Playbook,
  inputs: Record<string, string>,
  results: Record<string, StepResult>,
): { says: string; facts: string[]; propose: Proposal | null } {
  const variables = { inputs, steps: stepVariables(results) };
  const failed = Object.entries(results)
    .filter(([, { outcome }]) => outcome !== 'ok' && outcome !== 'empty')
    .map(([id, { summary }]) => `Not read: ${playbook.steps.find((step) => step.id === id)?.title ?? id} (${summary})`);
  for (const verdict of playbook.verdicts) {
    const holds = evaluate(verdict.when, variables);
    if (!holds.ok || typeof holds.value !== 'boolean')
      return { says: `It cannot be decided: ${problemOf(holds)}.`, facts: failed, propose: null };
    if (!holds.value) continue;
    return {
      says: fillTemplate(verdict.says, variables),
      facts: [...factsOf(verdict, variables), ...failed],
      propose: verdict.propose ? fillProposal(verdict.propose, inputs, variables) : null,
    };
  }
  return { says: 'Nothing that this playbook knows fits what was read.', facts: failed, propose: null };
}

function factsOf(verdict: PlaybookVerdict, variables: Record<string, unknown>): string[] {
  return verdict.facts.flatMap(({ when, says }) => {
    if (when === undefined) return [fillTemplate(says, variables)];
    const holds = evaluate(when, variables);
    if (!holds.ok) return [`Not known: ${fillTemplate(says, variables)}`];
    return holds.value === true ? [fillTemplate(says, variables)] : [];
  });
}

function fillProposal(
  propose: NonNullable<PlaybookVerdict['propose']>,
  inputs: Record<string, string>,
  variables: Record<string, unknown>,
): Proposal | null {
  const device = fillInput(propose.device, inputs);
  const args = Object.entries(propose.args).map(([key, text]) => [key, fillInput(text, inputs)] as const);
  if (device === null || args.some(([, value]) => value === null)) return null;
  return {
    mitigation: propose.mitigation,
    device,
    args: Object.fromEntries(args) as MitigationArguments,
    reason: fillTemplate(propose.reason, variables),
  };
}

/** Judges the evidence read again. All conditions must hold; one that cannot be evaluated makes it undecided. */
export function judgeHealing(
  playbook: Playbook,
  inputs: Record<string, string>,
  before: Record<string, StepResult>,
  after: Record<string, StepResult>,
): { healed: boolean | null; facts: string[] } {
  const variables = { inputs, before: stepVariables(before), after: stepVariables(after) };
  const judged = playbook.healed.map(({ when, says }) => ({ result: evaluate(when, variables), says }));
  const facts = judged.map(({ result, says }) => {
    const mark = !result.ok ? 'Not known' : result.value === true ? 'Holds' : 'Does not hold';
    return `${mark}: ${fillTemplate(says, variables)}`;
  });
  if (judged.some(({ result }) => result.ok && result.value !== true)) return { healed: false, facts };
  return { healed: judged.every(({ result }) => result.ok) ? true : null, facts };
}

/**
 * What conditions see of a step: `outcome`; `records` only when it was read, so that "no peers" and "not asked" differ;
 * and `first` only when there is a record.
 */
function stepVariables(results: Record<string, StepResult>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(results).map(([id, { outcome, records }]) => {
      const isRead = outcome === 'ok' || outcome === 'empty';
      return [id, isRead ? { outcome, records, ...(records[0] ? { first: records[0] } : {}) } : { outcome }];
    }),
  );
}

function problemOf(result: CelResult): string {
  return result.ok ? 'a condition did not give true or false' : result.problem;
}
