import type { InsideGrammar } from './damage.ts';

export const insideEos: InsideGrammar[] = [
  {
    diagnostic: 'lag',
    damage: ['removed', 'cut'],
    line: /^ {2}Active Ports: \S/,
    fields: ['members'],
    why: 'a list of active ports with one less is a list as well',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed'],
    line: /^ [*sSEec>VIU% ]{6,9}[\da-f.:]+\/\d+ +[\da-f.:]+(?:%Et\d)? +\d+ +(?:- +)?\d+ +\d+ {6,7}(?:\d+ )*(?:\{[\d ]+\} )?[i?](?: Or-ID|$)/,
    fields: ['asPath'],
    why: 'a path with one AS less is a path as well',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed', 'cut'],
    line: /^ {2}\d+(?: \d+)*(?: \{[\d ]+\})?$/,
    fields: ['asPath'],
    why: 'a path with one AS less is a path as well',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['glued'],
    line: /(?: {2,}| \{)65\d{3}65\d{3}(?:[ }]|$)/,
    fields: ['asPath'],
    why: 'numbers of a path are taken as printed: who gives a recording away writes longer ones over his own',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed', 'cut'],
    line: /^ +Community: \S+$/,
    fields: ['communities'],
    why: 'a list with one community less is a list as well',
  },
  {
    diagnostic: 'route',
    damage: ['cut'],
    line: / router-mac \S+$/,
    fields: ['interface', 'recursive'],
    why: 'older releases do not name the local interface behind it',
  },
  {
    diagnostic: 'arp',
    damage: ['removed'],
    line: / (?:Port-Channel1|Po7)$/,
    fields: ['interface'],
    why: 'without the VLAN in front of it a port is the routed interface itself',
  },
  {
    diagnostic: 'log',
    damage: ['removed'],
    line: / (?:Ebra|Bgp|Stp|addressMon\[2718\]): [A-Za-z]/,
    fields: ['severity'],
    why: 'the programs of the operating system log without a tag',
  },
  {
    diagnostic: 'lag',
    damage: ['removed', 'cut'],
    line: /^(?: {3}Po(?:116\(U\)|[34]\([UD]\)) .*| {35})Et\d+\(\w+[+-]?\)$/,
    fields: ['members'],
    why: 'an aggregate with one port less is an aggregate as well',
  },
];
