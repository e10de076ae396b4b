import type { PlatformName } from '../../../src/domain/diagnostics.ts';
import type { InsideGrammar } from './damage.ts';

/** What is inside the grammar of each platform. */
export const insideGrammar: Partial<Record<PlatformName, InsideGrammar[]>> = {};
