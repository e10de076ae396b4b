import type { InsideGrammar } from './damage.ts';

/** What is inside the grammar of the routing diagnostics of IOS-XR. */
export const insideXrRouting: InsideGrammar[] = [
  {
    diagnostic: 'bgp-route',
    damage: ['blanked'],
    line: /^[sdhrSN*> i-]{3}[\da-f.:/]* +[\da-f.:]+ +(?:\d+ +)?\d+ |^ {40,}\d+ /,
    fields: ['med'],
    why: 'a path without a metric has nothing in its column',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed'],
    line: / {2}\d+(?: [\d.]+| \{[\d,]+\})* [ie?]$/,
    fields: ['asPath'],
    why: 'a path with one AS less is a path as good as another, down to an empty one',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed', 'cut'],
    line: /^ {2}[\d{]\S*(?: |,|$)/,
    fields: ['asPath'],
    why: 'a path with one AS less is a path as good as another; what stands behind it need not be there',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed', 'cut'],
    line: /^ {6}(?:Community|Extended community): \S|^ {17}\d/,
    fields: ['communities', 'extendedCommunities'],
    why: 'a list with one community less is a list as good as another',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['cut'],
    line: /^Route Distinguisher: \S+$/,
    fields: ['vrf'],
    why: 'a distinguisher of no VRF of this router has no name behind it',
  },
  {
    diagnostic: 'route',
    damage: ['cut'],
    line: /^O .* via \S+, \S+, \S+$/,
    fields: ['metric', 'nextHops', 'ageSeconds'],
    why: 'without the mark behind it a next hop is one in use',
  },
];
