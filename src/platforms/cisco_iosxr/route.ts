import type { Unsupported } from '../platform.ts';

export const route: Unsupported = { unsupported: 'This diagnostic is not read on this platform yet.' };
