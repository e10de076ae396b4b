import type { Unsupported } from '../platform.ts';

export const queueDrops: Unsupported = { unsupported: 'This diagnostic is not read on this platform yet.' };
