import type { InsideGrammar } from './damage.ts';

/** Damaged lines that SR Linux could have printed. */
export const insideSrlinux: InsideGrammar[] = [
  {
    diagnostic: 'bgp-route',
    damage: ['blanked'],
    line: /\[64500, {10,14}\|$/,
    fields: ['asPath'],
    why: 'a path with an AS less is as good as the longer one',
  },
  {
    diagnostic: 'interfaces',
    damage: ['blanked'],
    line: /\| (?:en|dis)able +\| down +\| +\| +\|/,
    fields: ['speedBitsPerSecond'],
    why: 'some hardware prints no speed for a port that is down',
  },
  {
    diagnostic: 'bgp-peer',
    damage: ['removed'],
    line: /^ *local-as \{$/,
    fields: ['localAs'],
    why: 'newer releases print this branch without an AS behind its name',
  },
];
