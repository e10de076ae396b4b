import type { Unsupported } from '../platform.ts';

export const bgpSummary: Unsupported = { unsupported: 'This diagnostic is not read on this platform yet.' };
