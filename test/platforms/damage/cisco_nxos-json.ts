import type { InsideJson } from './inside-json.ts';

export const insideNxosJson: InsideJson[] = [
  {
    diagnostic: 'bgp-route',
    path: /\.ROW_path\.TABLE_community\.ROW_community\.community$/,
    fields: ['communities'],
    why: 'a community that is well known goes by its name, and newer releases name more of them',
  },
];
