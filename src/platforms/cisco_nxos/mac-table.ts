import type { Unsupported } from '../platform.ts';

export const macTable: Unsupported = { unsupported: 'This diagnostic is not read on this platform yet.' };
