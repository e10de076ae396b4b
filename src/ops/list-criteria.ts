import { type CriterionRow, criteriaOf } from '../store/criteria.ts';
import type { Question } from './asked-question.ts';
import type { Deps } from './deps.ts';

export type ListedCriterion = Pick<CriterionRow, 'number' | 'condition' | 'holds' | 'says'> & { question: Question };

/** The exit criteria in force, with their last judgement. */
export async function listCriteria(deps: Pick<Deps, 'database'>, incident: string): Promise<ListedCriterion[]> {
  return (await criteriaOf(deps.database.db, incident)).map(({ number, condition, holds, says, question }) => ({
    number,
    condition,
    holds,
    says,
    question: question as Question,
  }));
}
