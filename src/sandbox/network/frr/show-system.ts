import type { DeviceSpec } from '../topology.ts';

export function showVersion(device: DeviceSpec): string {
  return `FRRouting 8.4.4 (${device.name}) on Linux(6.1.0-31-amd64).
Copyright 1996-2005 Kunihiro Ishiguro, et al.
configured with:
    '--build=x86_64-linux-gnu' '--prefix=/usr' '--sysconfdir=/etc/frr' '--localstatedir=/var/run/frr' '--enable-multipath=256' '--enable-user=frr' '--enable-group=frr' '--enable-vty-group=frrvty'
`;
}

/** Where each daemon logs to. vtysh does not show the lines themselves: they are in the file. */
export function showLogging(): string {
  return [
    ['zebra', 'ZEBRA'],
    ['bgpd', 'BGP'],
    ['staticd', 'STATIC'],
  ]
    .map(
      ([daemon, protocol]) => `Logging configuration for ${daemon}:
Syslog logging: disabled
Stdout logging: disabled
File logging: level informational, filename /var/log/frr/frr.log
Protocol name: ${protocol}
Record priority: disabled
Timestamp precision: 3

`,
    )
    .join('');
}
