import type { InsideJson } from './inside-json.ts';

/** None: every damaged value is handed back, or unknown. */
export const insideSrlinuxJson: InsideJson[] = [];
