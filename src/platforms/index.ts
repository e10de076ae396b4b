import type { PlatformName } from '../domain/diagnostics.ts';
import { arista_eos } from './arista_eos/platform.ts';
import { frr } from './frr/platform.ts';
import { juniper_junos } from './juniper_junos/platform.ts';
import type { Platform } from './platform.ts';

/** Every platform we speak to, by the name the inventory uses. */
export const platforms = { arista_eos, juniper_junos, frr } satisfies Record<PlatformName, Platform>;
