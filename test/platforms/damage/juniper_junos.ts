import type { InsideGrammar } from './damage.ts';

const younger = 'an age without days is one that Junos prints of what is younger than a day';

export const insideJunos: InsideGrammar[] = [
  {
    diagnostic: 'interfaces',
    damage: ['blanked', 'cut'],
    line: / inet6?$/,
    fields: ['ipAddresses'],
    why: 'a unit may have a protocol without an address',
  },
  {
    diagnostic: 'bgp-summary',
    damage: ['blanked'],
    line: /^\S+ +\d+ +\d+ +\d+ +\d+ +\d+ {5,}\d{1,2}:\d\d:\d\d [A-Z]/,
    fields: ['stateSeconds', 'upSeconds'],
    why: younger,
  },
  {
    diagnostic: 'bgp-summary',
    damage: ['cut'],
    line: /:\d\d \d+\/\d+\/\d+\/\d+$/,
    fields: ['prefixesReceived', 'prefixesAccepted'],
    why: 'a session with one routing table has one group of counts',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed'],
    line: /^ +Next hop: via \S/,
    fields: ['nextHop'],
    why: 'on a link without addresses the next hop is its port alone',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed'],
    line: /^ +Age: \d:\d\d:\d\d \tMetric: 20/,
    fields: ['ageSeconds'],
    why: younger,
  },
  {
    diagnostic: 'bgp-route',
    damage: ['cut'],
    line: /^ +Age: (?:1w2d 3:04:05|1:37)$/,
    fields: ['med'],
    why: 'behind the age of a path without a metric nothing is printed',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed'],
    line: /^ +AS path: (?:\S.* )?[IE](?: {2}|$)/,
    fields: ['asPath'],
    why: 'a path with one AS less is a path as well',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed', 'cut'],
    line: /^ +Communities: \S/,
    fields: ['communities', 'largeCommunities', 'extendedCommunities'],
    why: 'a list with fewer communities is a list as well',
  },
  {
    diagnostic: 'route',
    damage: ['removed'],
    line: /^(?:\S+)? +\*\[\w+\/\d+\] \d\d:\d\d:\d\d(?:,|$)/,
    fields: ['ageSeconds'],
    why: younger,
  },
  {
    diagnostic: 'ospf-neighbors',
    damage: ['removed'],
    line: /^ {2}Up \d\d:\d\d:\d\d(?:,|$)/,
    fields: ['upSeconds'],
    why: younger,
  },
  {
    diagnostic: 'isis-adjacencies',
    damage: ['removed'],
    line: /, Last transition: \d\d:\d\d:\d\d ago$/,
    fields: ['upSeconds'],
    why: younger,
  },
  {
    diagnostic: 'isis-adjacencies',
    damage: ['cut'],
    line: /^ge-\S+ +\S+ +1 {2}Initializing +\d+$/,
    fields: ['snpa'],
    why: 'on a point-to-point link the column of the address is empty',
  },
  {
    diagnostic: 'bfd-sessions',
    damage: ['blanked'],
    line: /^\S+ +Up {20,}\d/,
    fields: ['interface'],
    why: 'the column of the interface is empty where a session goes over several hops',
  },
  {
    diagnostic: 'bfd-sessions',
    damage: ['removed'],
    line: /^ Session up time \d\d:\d\d:\d\d, previous/,
    fields: ['upSeconds'],
    why: younger,
  },
];
