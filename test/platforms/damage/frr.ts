import type { InsideGrammar } from './damage.ts';

export const insideFrr: InsideGrammar[] = [
  ...(['interfaces', 'interface-detail'] as const).map((diagnostic) => ({
    diagnostic,
    damage: ['cut' as const],
    line: /^ {2}index \d+ metric \d+ mtu \d+$/,
    fields: ['speedBitsPerSecond'],
    why: 'old releases print no speed',
  })),
  {
    diagnostic: 'interfaces',
    damage: ['blanked'],
    line: /^eth\d +up +default$/,
    fields: ['ipAddresses'],
    why: 'an interface without an address has an empty column there',
  },
  {
    diagnostic: 'bgp-summary',
    damage: ['cut'],
    line: /^BGP router identifier [\d.]+, local AS number \d+$/,
    fields: ['vrf'],
    why: 'old releases print neither the VRF nor its number',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed', 'cut', 'blanked'],
    line: /^ {2}\d+(?: \d+)*(?: \{[\d,]+\}, \(.*\))?$|^ {2}\d+ \{/,
    fields: ['asPath'],
    why: 'a path with one AS less is a path as well',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed'],
    line: /^(?:.{36,38}|.{90,92}) +(?:\d+ +){1,3}(?:[\d{},]+ )*[ie?]$/,
    fields: ['asPath'],
    why: 'a path with one AS less is a path as well, in the table, too',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['blanked'],
    line: /^(?:.{36,38}|.{90,92}) +(?:\d+ +){1,2}(?:\d+ )*[ie?]$/,
    fields: ['med', 'localPreference'],
    why: 'a path may lack a metric and a preference: their columns are empty then',
  },
  {
    diagnostic: 'bgp-route',
    damage: ['removed', 'cut'],
    line: /^ +(?:Large |Extended )?Community: \S/,
    fields: ['communities', 'largeCommunities', 'extendedCommunities'],
    why: 'a list with one community less is a list as well',
  },
  {
    diagnostic: 'bfd-sessions',
    damage: ['cut'],
    line: /^(?:\t| {8})peer \S+(?: multihop)?(?: local-address \S+)?$/,
    fields: ['vrf', 'interface'],
    why: 'the VRF and the interface are printed only where the session has them',
  },
];
