import type { PlatformName } from '../../domain/diagnostics.ts';
import { arista_eos } from './arista_eos.ts';
import { cisco_iosxe } from './cisco_iosxe.ts';
import { cisco_iosxr } from './cisco_iosxr.ts';
import { cisco_nxos } from './cisco_nxos.ts';
import { frr } from './frr.ts';
import { juniper_junos } from './juniper_junos.ts';
import type { DeviceLanguage } from './language.ts';
import { nokia_srlinux } from './nokia_srlinux.ts';
import { nokia_sros } from './nokia_sros.ts';

export const languages: Record<PlatformName, DeviceLanguage> = {
  arista_eos,
  cisco_iosxe,
  cisco_iosxr,
  cisco_nxos,
  juniper_junos,
  nokia_sros,
  nokia_srlinux,
  frr,
};
