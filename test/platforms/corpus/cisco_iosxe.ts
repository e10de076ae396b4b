import { compare as device } from './cisco_iosxe-device.ts';
import { compare as routing } from './cisco_iosxe-routing.ts';
import type { Comparators } from './compare.ts';

export const compare: Comparators = { ...routing, ...device };
