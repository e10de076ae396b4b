import { isFactual } from '../domain/evidence.ts';
import { streamAnswerHeads } from '../store/answers.ts';
import type { Reader } from '../store/database.ts';

/** When a device first answered in the entries up to `throughSeq`; null when none did. */
export async function firstFactAt(db: Reader, incident: string, throughSeq: number): Promise<string | null> {
  for await (const page of streamAnswerHeads(db, incident, throughSeq)) {
    const fact = page.find(({ outcome }) => isFactual(outcome));
    if (fact) return fact.occurredAt;
  }
  return null;
}
