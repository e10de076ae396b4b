import type { Reply } from './command.ts';
import { verdictOf } from './domain/verdict.ts';
import type { Answers, Question } from './ops/asked-question.ts';
import { diagnosticResult } from './slack/views/diagnostic.ts';

/** Readings as an answer: the view for Slack, a table for the terminal, the results as data; a notice heads the first two. */
export function resultReply({ readings, since }: Answers, question: Question, notice: string | null): Reply {
  const results = readings.map(({ result }) => ({
    result,
    verdict: verdictOf(result),
    since: since.get(result.device ?? '') ?? null,
  }));
  return {
    view: diagnosticResult({ results, shortcut: question.shortcut, notice }),
    text: [
      ...(notice === null ? [] : [notice]),
      ...results.map(({ result, verdict }) => `${result.device ?? ''}: ${verdict}`),
    ].join('\n'),
    data: results.map(({ result }) => result),
    show: 'you',
  };
}
