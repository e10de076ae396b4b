import type { InsideGrammar } from './damage.ts';

export const insideNxos: InsideGrammar[] = [
  {
    diagnostic: 'bgp-route',
    damage: ['removed'],
    line: /^ {2,6}AS-Path: \S|^(?:[*sxSd ]. ?\S|\t).* \d+ .*[ie?]$/,
    fields: ['asPath'],
    why: 'a path with one AS less is a path as good as another',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed', 'cut'],
    line: /^ +(?:Large Community|Community|Extcommunity): \S/,
    fields: ['communities', 'largeCommunities', 'extendedCommunities'],
    why: 'a list with one community less is a list as good as another',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['blanked'],
    line: /^(?:[*sxSd ].{21} *\S+ |\t).* \d+ .*[ie?]$/,
    fields: ['med', 'localPreference'],
    why: 'the columns of metric and preference are empty where a path has none',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['cut'],
    line: /^Route Distinguisher: \S+$/,
    fields: ['vrf'],
    why: 'a distinguisher that no VRF of this device has stands alone',
  },
  {
    diagnostic: 'lag',
    damage: ['cut', 'removed'],
    line: /^\d+ +Po\d+\(\w+\) +Eth +LACP +(?:\S+\([A-Za-z]\) *)+$/,
    fields: ['members'],
    why: 'an aggregate with one member less is an aggregate as good as another',
  },
  {
    diagnostic: 'log',
    damage: ['glued'],
    line: /^\d{4} \w{3} +\d+ [\d:]+ UTC[a-z]\S* %/,
    fields: ['at'],
    why: 'a switch may have a name that begins with the letters of a zone, and most print no zone',
  },
  {
    diagnostic: 'route',
    damage: ['removed'],
    line: /^ +\*via \S+%\S+, \[\d+\/\d+\], \S+, bgp-/,
    fields: ['interface', 'recursive'],
    why: 'the next hop of BGP in another VRF is an address alone where it is found by another route',
  },
];
