import type { Unsupported } from '../platform.ts';

export const bgpPeer: Unsupported = { unsupported: 'This diagnostic is not read on this platform yet.' };
