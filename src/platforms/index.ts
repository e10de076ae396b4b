import type { PlatformName } from '../domain/diagnostics.ts';
import { arista_eos } from './arista_eos/platform.ts';
import { cisco_iosxe } from './cisco_iosxe/platform.ts';
import { cisco_iosxr } from './cisco_iosxr/platform.ts';
import { cisco_nxos } from './cisco_nxos/platform.ts';
import { frr } from './frr/platform.ts';
import { juniper_junos } from './juniper_junos/platform.ts';
import { nokia_srlinux } from './nokia_srlinux/platform.ts';
import { nokia_sros } from './nokia_sros/platform.ts';
import type { Platform } from './platform.ts';

/** Every platform we speak to, by the name the inventory uses. */
export const platforms = {
  arista_eos,
  cisco_iosxe,
  cisco_iosxr,
  cisco_nxos,
  juniper_junos,
  nokia_sros,
  nokia_srlinux,
  frr,
} satisfies Record<PlatformName, Platform>;
