import type { PlatformName } from '../../../src/domain/diagnostics.ts';
import { compare as arista_eos } from './arista_eos.ts';
import { compare as cisco_iosxe } from './cisco_iosxe.ts';
import { compare as cisco_iosxr } from './cisco_iosxr.ts';
import { compare as cisco_nxos } from './cisco_nxos.ts';
import type { Comparators } from './compare.ts';
import { compare as frr } from './frr.ts';
import { compare as juniper_junos } from './juniper_junos.ts';
import { compare as nokia_srlinux } from './nokia_srlinux.ts';
import { compare as nokia_sros } from './nokia_sros.ts';

/** The conversions of expected files to values of ours, by platform. */
export const comparators: Record<PlatformName, Comparators> = {
  arista_eos,
  cisco_iosxe,
  cisco_iosxr,
  cisco_nxos,
  juniper_junos,
  nokia_sros,
  nokia_srlinux,
  frr,
};
