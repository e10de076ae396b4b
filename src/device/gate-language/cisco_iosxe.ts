import { type DeviceLanguage, words } from './language.ts';

export const cisco_iosxe: DeviceLanguage = {
  read: { shapes: [], topics: words(''), words: words(''), values: {}, pipes: [] },
  prepare: [
    'terminal length 0',
    'terminal width 0',
    'terminal width 511',
    'screen-length 0',
    'screen-width 511',
    'enable',
  ],
  change: [],
  leave: [],
};
