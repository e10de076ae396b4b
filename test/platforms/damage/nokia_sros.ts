import type { InsideGrammar } from './damage.ts';

/** Damaged lines that SR OS could have printed. */
export const insideSros: InsideGrammar[] = [
  {
    diagnostic: 'bgp-summary',
    damage: ['cut'],
    line: /^ {24,26}\d{3,5} {4}0$/,
    fields: ['records'],
    why: 'the second row of a peer with one address family has no counts; with two families it would have them',
  },
  {
    diagnostic: 'bgp-peer',
    damage: ['removed', 'cut'],
    line: /^Local Family {9}: IPv[46]$/,
    fields: ['records', 'addressFamily', 'prefixesReceived'],
    why: 'a peer of one address family is as good as one of two',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed', 'cut'],
    line: /^Community {6}: /,
    fields: ['communities', 'largeCommunities'],
    why: 'a list with communities less is as good as the longer one',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['blanked'],
    line: /^Community .* no-export$/,
    fields: ['largeCommunities'],
    why: 'a list without its last community is as good as the longer one',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['glued'],
    line: /^Community {6}: 64501:10064501:200 /,
    fields: ['communities', 'largeCommunities'],
    why: 'two communities without the blank between them are one large community',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed', 'cut'],
    line: /^AS-Path {8}: /,
    fields: ['asPath'],
    why: 'a path, and a set in it, with an AS less is as good as the longer one',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['blanked', 'removed'],
    line: /^ {6}645(?:01|10) +-$/,
    fields: ['asPath'],
    why: 'in the table as well: a path with an AS less is as good as the longer one',
  },
  {
    diagnostic: 'route',
    damage: ['blanked', 'removed'],
    line: /^ {7}192\.0\.2\.[17] +100?$/,
    fields: ['recursive'],
    why: 'a next hop without a tunnel is a next hop; whether it is recursive is then not known',
  },
  {
    diagnostic: 'isis-adjacencies',
    damage: ['bent'],
    line: /^Interface {3}: to-core-# /,
    fields: ['interface'],
    why: 'an interface has the name that somebody gave it, in which # may stand',
  },
];
