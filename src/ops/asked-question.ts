import type { Reading } from '../device/read.ts';
import type { DiagnosticArguments, DiagnosticName } from '../domain/diagnostics.ts';
import { argumentsText } from './arguments-text.ts';
import type { Since } from './since-last-good.ts';

export interface Question {
  diagnostic: DiagnosticName;
  devices: readonly string[];
  args: DiagnosticArguments;
  /** The whole line to type next time. */
  shortcut: string;
}

/** Readings in the order of the devices, and what each says against the last good answer, by device. */
export interface Answers {
  readings: Reading[];
  since: ReadonlyMap<string, Since>;
}

export function asked(run: string, device: string, question: Question, playbook: string | null = null) {
  return {
    run,
    device,
    diagnostic: question.diagnostic,
    arguments: argumentsText(question.diagnostic, question.args),
    playbook,
  };
}
