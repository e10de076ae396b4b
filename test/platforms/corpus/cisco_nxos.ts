import { compare as device } from './cisco_nxos-device.ts';
import { compare as routing } from './cisco_nxos-routing.ts';
import type { Comparators } from './compare.ts';

export const compare: Comparators = { ...routing, ...device };
