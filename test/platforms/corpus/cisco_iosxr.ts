import { compare as device } from './cisco_iosxr-device.ts';
import { compare as routing } from './cisco_iosxr-routing.ts';
import type { Comparators } from './compare.ts';

export const compare: Comparators = { ...routing, ...device };
