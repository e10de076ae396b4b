import type { OspfState } from '../../domain/routing-records.ts';

/** The states of an adjacency, in the words of the tree and of `show`. */
export const ospfStates: Record<string, OspfState> = {
  down: 'down',
  attempt: 'attempt',
  init: 'init',
  'two-way': 'twoway',
  'exchange-start': 'exstart',
  exstart: 'exstart',
  exchange: 'exchange',
  loading: 'loading',
  full: 'full',
};
