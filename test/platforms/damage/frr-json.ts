import type { InsideJson } from './inside-json.ts';

export const insideFrrJson: InsideJson[] = [];
