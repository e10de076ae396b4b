import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';

/** The level of an adjacency, in the words of the tree and of `show`; null for another word. */
export function levelOf(word: string | null): IsisAdjacencyRecord['level'] {
  const levels: Record<string, IsisAdjacencyRecord['level']> = {
    l1l2: '1-2',
    'l1-l2': '1-2',
    l1: '1',
    l2: '2',
    'level-1': '1',
    'level-2': '2',
  };
  return levels[(word ?? '').toLowerCase()] ?? null;
}
