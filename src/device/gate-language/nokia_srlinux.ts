import { type DeviceLanguage, words } from './language.ts';

export const nokia_srlinux: DeviceLanguage = {
  read: { shapes: [], topics: words(''), words: words(''), values: {}, pipes: [] },
  prepare: ['environment cli-engine type basic', 'environment complete-on-space false'],
  change: [],
  leave: [],
};
