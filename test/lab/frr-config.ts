import { igpConfig } from './igp-config.ts';
import type { PlannedRouter } from './topology.ts';

/** The integrated configuration of one router, the `index`th of the lab: its loopback advertised over eBGP to every neighbor. */
export function frrConfig(router: PlannedRouter, index: number): string {
  return `${[
    'frr defaults traditional',
    `hostname ${router.name}`,
    'log file /var/log/frr/frr.log informational',
    'service integrated-vtysh-config',
    // With kernel next-hop groups zebra and the kernel may disagree after a link flapped.
    'no zebra nexthop kernel enable',
    ...(router.igp ? igpConfig(router, index) : []),
    'interface lo',
    ` ip address ${router.loopback}/32`,
    'exit',
    ...router.links.flatMap(({ near, far }) => [
      `interface ${near.interface}`,
      ` description to ${far.router} ${far.interface}`,
      ` ip address ${near.address}/31`,
      'exit',
    ]),
    `router bgp ${router.asn}`,
    ` bgp router-id ${router.loopback}`,
    ' no bgp ebgp-requires-policy',
    // Of two equal ways the same one wins after every repair, whichever came first.
    ' bgp bestpath compare-routerid',
    ' timers bgp 3 9',
    ...router.links.flatMap(({ far, peerAsn }) => [
      ` neighbor ${far.address} remote-as ${peerAsn}`,
      ` neighbor ${far.address} description ${far.router}`,
      ` neighbor ${far.address} timers connect 1`,
      ...(router.igp ? [` neighbor ${far.address} bfd profile lab`] : []),
    ]),
    ' address-family ipv4 unicast',
    `  network ${router.loopback}/32`,
    ' exit-address-family',
    'exit',
    // What the router sends by itself comes from its loopback, the only address that everybody can answer.
    'route-map FROM-LOOPBACK permit 10',
    ` set src ${router.loopback}`,
    'exit',
    'ip protocol bgp route-map FROM-LOOPBACK',
    'end',
  ].join('\n')}\n`;
}
