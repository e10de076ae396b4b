import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';

/** `isis-interface-adj-state` of srl_nokia-isis-types: the states of an adjacency, in the words of the tree and of `show`. */
const states: Readonly<Record<string, IsisAdjacencyRecord['state']>> = {
  up: 'up',
  down: 'down',
  init: 'init',
  failed: 'down',
};

export function isisState(word: string | null): IsisAdjacencyRecord['state'] | null {
  return word !== null && Object.hasOwn(states, word) ? (states[word] ?? null) : null;
}
