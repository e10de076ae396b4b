import { type DeviceLanguage, words } from './language.ts';

export const cisco_iosxr: DeviceLanguage = {
  read: {
    shapes: [],
    topics: words(''),
    words: words(''),
    values: {},
    pipes: [],
  },
  prepare: ['terminal length 0', 'terminal width 512'],
  change: [],
  leave: [],
};
