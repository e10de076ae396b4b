import type { DiagnosticName, PlatformName } from '../../src/domain/diagnostics.ts';
import type { Sample } from './samples.ts';

/**
 * The same program on two platforms, whose output does not say where it ran: ping and traceroute of Linux (Junos OS
 * Evolved runs its ping), traceroute of BSD, syslogd's lines on EOS and SR Linux, ntpq's table on EOS and Junos, ping,
 * traceroute and the NTP servers of IOS and IOS-XR.
 */
const pairs = new Set([
  'ping arista_eos frr',
  'ping arista_eos nokia_srlinux',
  'ping frr nokia_srlinux',
  'ping arista_eos juniper_junos',
  'ping frr juniper_junos',
  'ping juniper_junos nokia_srlinux',
  'traceroute arista_eos frr',
  'traceroute arista_eos nokia_srlinux',
  'traceroute frr nokia_srlinux',
  'traceroute cisco_nxos juniper_junos',
  'log arista_eos nokia_srlinux',
  'ping cisco_iosxe cisco_iosxr',
  'traceroute cisco_iosxe cisco_iosxr',
  'ntp arista_eos juniper_junos',
  'ntp cisco_iosxe cisco_iosxr',
]);

export function isSameProgram(diagnostic: DiagnosticName, one: PlatformName, other: PlatformName): boolean {
  return pairs.has([diagnostic, ...[one, other].sort()].join(' '));
}

/** SR Linux tells of the transceiver where it tells of its interface in detail: such a text answers both questions. */
export function hasBoth({ platform, diagnostic, outputs }: Sample, asked: DiagnosticName): boolean {
  const pair = [diagnostic, asked].toSorted().join();
  const isOfPort = pair === 'interface-detail,optics' || pair === 'interfaces,optics';
  return platform === 'nokia_srlinux' && isOfPort && outputs[0]?.includes('\nTransceiver detail for ') === true;
}
