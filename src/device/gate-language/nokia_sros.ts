import { type DeviceLanguage, words } from './language.ts';

export const nokia_sros: DeviceLanguage = {
  read: { shapes: [], topics: words(''), words: words(''), values: {}, pipes: [] },
  prepare: [
    'environment no more',
    'environment more false',
    '//environment no more',
    'environment console width 512',
    'environment command-completion space false',
  ],
  change: [],
  leave: [],
};
