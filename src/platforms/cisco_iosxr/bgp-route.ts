import type { Unsupported } from '../platform.ts';

export const bgpRoute: Unsupported = { unsupported: 'This diagnostic is not read on this platform yet.' };
