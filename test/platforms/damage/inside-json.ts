import type { DiagnosticName, PlatformName } from '../../../src/domain/diagnostics.ts';
import { insideEosJson } from './arista_eos-json.ts';
import { insideNxosJson } from './cisco_nxos-json.ts';
import { insideFrrJson } from './frr-json.ts';
import { insideJunosJson } from './juniper_junos-json.ts';
import { insideSrlinuxJson } from './nokia_srlinux-json.ts';

/** A damaged value that is one the device could have printed, and why. All parts that are given must fit. */
export interface InsideJson {
  diagnostic: DiagnosticName;
  /** Keys from the root. */
  path: RegExp;
  fields?: string[];
  why: string;
}

/** Platforms whose JSON holds; their lists of what is inside stand in files of their own. */
export const insideJson: Partial<Record<PlatformName, InsideJson[]>> = {
  arista_eos: insideEosJson,
  cisco_nxos: insideNxosJson,
  juniper_junos: insideJunosJson,
  nokia_srlinux: insideSrlinuxJson,
  frr: insideFrrJson,
};
