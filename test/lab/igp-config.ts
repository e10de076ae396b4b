import type { PlannedRouter } from './topology.ts';

/** The daemons that `igpConfig` is for, in the order they are started. */
export const igpDaemons = ['ospfd', 'ospf6d', 'isisd', 'ldpd', 'bfdd'] as const;

/**
 * OSPF of both versions, IS-IS (level 2), LDP and BFD on every link beside eBGP, with short timers. BGP wins over all of
 * them: they are there to be asked about. The kernel has no MPLS, so that labels are agreed on and never used.
 */
export function igpConfig({ loopback, links }: PlannedRouter, index: number): string[] {
  const interfaces = links.map(({ near }) => near.interface);
  return [
    'interface lo',
    ` ipv6 address 2001:db8::${index + 1}/128`,
    ' ip ospf area 0.0.0.0',
    ' ipv6 ospf6 area 0.0.0.0',
    ' ip router isis lab',
    ' isis passive',
    'exit',
    ...interfaces.flatMap((name) => [
      `interface ${name}`,
      ' ip ospf area 0.0.0.0',
      ' ip ospf hello-interval 1',
      ' ip ospf dead-interval 4',
      ' ipv6 ospf6 area 0.0.0.0',
      ' ipv6 ospf6 hello-interval 1',
      ' ipv6 ospf6 dead-interval 4',
      ' ip router isis lab',
      ' isis hello-interval 1',
      ' isis hello-multiplier 4',
      'exit',
    ]),
    'router ospf',
    ` ospf router-id ${loopback}`,
    'exit',
    'router ospf6',
    ` ospf6 router-id ${loopback}`,
    'exit',
    'router isis lab',
    ` net 49.0001.0000.0000.000${index + 1}.00`,
    ' is-type level-2-only',
    ' lsp-gen-interval 1',
    ' spf-interval 1',
    'exit',
    'mpls ldp',
    ` router-id ${loopback}`,
    ' address-family ipv4',
    `  discovery transport-address ${loopback}`,
    ...interfaces.flatMap((name) => [`  interface ${name}`, '  exit']),
    ' exit-address-family',
    'exit',
    'bfd',
    ' profile lab',
    // Slow enough for a busy machine of two cores.
    '  transmit-interval 500',
    '  receive-interval 500',
    ' exit',
    'exit',
  ];
}
