import type { Comparators } from './compare.ts';

export const compare: Comparators = {};
