import { type Condition, conditionText, conditionWords, diagnosticsFor, parseCondition } from './domain/criterion.ts';
import { UserError } from './lib/errors.ts';
import type { Question } from './ops/asked-question.ts';
import type { Deps } from './ops/deps.ts';
import { readQuestion } from './question.ts';

/** "<diagnostic> <devices> [arguments] expect <condition>". Throws UserError for anything else. */
export function criterionAsked(
  deps: Pick<Deps, 'config' | 'devices'>,
  text: string,
): { question: Question; condition: Condition } {
  const [, asked, expected] = /^(.*?)\s+expect\s+(.+)$/s.exec(text) ?? [];
  if (asked === undefined || expected === undefined)
    throw new UserError(
      'usage',
      'A question, "expect" and a condition: /inc criteria add bgp-summary leaf1 expect established',
    );
  const condition = parseCondition(expected);
  if (!condition)
    throw new UserError('usage', `"${expected.slice(0, 40)}" is not a condition. Known: ${conditionWords}.`);
  const question = readQuestion(deps, asked);
  const fitting = diagnosticsFor(condition);
  if (fitting && !fitting.includes(question.diagnostic))
    throw new UserError(
      'usage',
      `The condition "${conditionText(condition)}" says nothing about ${question.diagnostic}. It fits: ${fitting.join(', ')}.`,
    );
  return { question, condition };
}
