import type { Unsupported } from '../platform.ts';

export const bfdSessions: Unsupported = { unsupported: 'This diagnostic is not read on this platform yet.' };
