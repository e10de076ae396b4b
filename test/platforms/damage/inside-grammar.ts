import type { PlatformName } from '../../../src/domain/diagnostics.ts';
import { insideEos } from './arista_eos.ts';
import { insideIosxe } from './cisco_iosxe.ts';
import { insideXrDevice } from './cisco_iosxr-device.ts';
import { insideXrRouting } from './cisco_iosxr-routing.ts';
import { insideNxos } from './cisco_nxos.ts';
import type { InsideGrammar } from './damage.ts';
import { insideFrr } from './frr.ts';
import { insideJunos } from './juniper_junos.ts';
import { insideSrlinux } from './nokia_srlinux.ts';
import { insideSros } from './nokia_sros.ts';

/** What is inside the grammar of each platform. */
export const insideGrammar: Record<PlatformName, InsideGrammar[]> = {
  arista_eos: insideEos,
  cisco_iosxe: insideIosxe,
  cisco_iosxr: [...insideXrDevice, ...insideXrRouting],
  cisco_nxos: insideNxos,
  juniper_junos: insideJunos,
  nokia_sros: insideSros,
  nokia_srlinux: insideSrlinux,
  frr: insideFrr,
};
