import { type DeviceLanguage, words } from './language.ts';

export const cisco_nxos: DeviceLanguage = {
  read: {
    shapes: [],
    topics: words(''),
    words: words(''),
    values: {},
    pipes: ['json'],
  },
  prepare: ['terminal length 0', 'terminal width 511'],
  change: [],
  leave: [],
};
