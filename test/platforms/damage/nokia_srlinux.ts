import type { InsideGrammar } from './damage.ts';

/** Only ping, traceroute and the log are text here. */
export const insideSrlinux: InsideGrammar[] = [];
