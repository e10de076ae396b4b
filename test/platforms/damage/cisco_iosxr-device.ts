import type { InsideGrammar } from './damage.ts';

/** What cisco_iosxr could have printed, of the answers about the device itself. */
export const insideXrDevice: InsideGrammar[] = [
  {
    diagnostic: 'optics',
    damage: ['blanked', 'removed', 'cut'],
    line: /^\t\t +(?:(?:LOW|HIGH)-[A-Z0-9_-]+(?: {3}|$))+$/,
    fields: ['alarms'],
    why: 'the names of the alarms that are raised stand in a list of any length: a module with one less prints this',
  },
  {
    diagnostic: 'environment',
    damage: ['cut'],
    line: /^0\/PM\d +\S+ +\d+$/,
    fields: ['records'],
    why: 'a supply has as many fans as it has, and the columns behind the last one stay empty',
  },
];
