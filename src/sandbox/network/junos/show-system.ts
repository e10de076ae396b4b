import type { LogEvent, NetworkState, ResetReason } from '../state.ts';
import { clockTime, dateAndTime, junosAgo, syslogStamp } from '../text.ts';
import type { DeviceSpec } from '../topology.ts';
import { snmpIndex } from './interface-list.ts';
import { leaf, leaves, release } from './json.ts';

/** `show version | display json`. */
export function showVersionJson(device: DeviceSpec): unknown {
  return {
    'software-information': [
      {
        ...leaves({
          'host-name': device.name,
          'product-model': 'mx204',
          'product-name': 'mx204',
          'junos-version': release,
        }),
        'package-information': [
          leaves({ name: 'os-kernel', comment: `JUNOS OS Kernel 64-bit  [20230427.${release}]` }),
          leaves({ name: 'junos-routing', comment: `JUNOS Routing Software Suite [${release}]` }),
        ],
      },
    ],
  };
}

/** `show version`. */
export function showVersionText(device: DeviceSpec): string {
  return `Hostname: ${device.name}
Model: mx204
Junos: ${release}
JUNOS OS Kernel 64-bit  [20230427.${release}]
JUNOS Routing Software Suite [${release}]
`;
}

/** `show system uptime | display json`. */
export function showUptimeJson(state: NetworkState, device: DeviceSpec): unknown {
  const boot = state.bootMs.get(device.name) ?? state.nowMs;
  const seconds = Math.floor((state.nowMs - boot) / 1000);
  const instant = (ms: number) => leaf(`${dateAndTime(ms)} UTC`, { 'junos:seconds': String(Math.floor(ms / 1000)) });
  const since = (ms: number) => {
    const length = Math.floor((state.nowMs - ms) / 1000);
    return { 'date-time': instant(ms), 'time-length': leaf(junosAgo(length), { 'junos:seconds': String(length) }) };
  };
  return {
    'system-uptime-information': [
      {
        attributes: { xmlns: 'http://xml.juniper.net/junos/21.4R0/junos' },
        'current-time': [{ 'date-time': instant(state.nowMs) }],
        'time-source': leaf(' NTP CLOCK '),
        'system-booted-time': [since(boot)],
        'protocols-started-time': [since(boot + 120_000)],
        'last-configured-time': [{ ...since(lastCommitMs(state, device, boot)), user: leaf('root') }],
        'uptime-information': [
          {
            'date-time': leaf(clockTime(state.nowMs), { 'junos:seconds': String(Math.floor(state.nowMs / 1000)) }),
            'up-time': leaf(upTime(seconds), { 'junos:seconds': String(seconds) }),
            'active-user-count': leaf('1', { 'junos:format': '1 user' }),
            ...leaves({ 'load-average-1': '0.21', 'load-average-5': '0.18', 'load-average-15': '0.16' }),
          },
        ],
      },
    ],
  };
}

/** `show system uptime`. */
export function showUptimeText(state: NetworkState, device: DeviceSpec): string {
  const boot = state.bootMs.get(device.name) ?? state.nowMs;
  const line = (ms: number) => `${dateAndTime(ms)} UTC (${junosAgo(Math.floor((state.nowMs - ms) / 1000))} ago)`;
  return `Current time: ${dateAndTime(state.nowMs)} UTC
Time Source:  NTP CLOCK
System booted: ${line(boot)}
Protocols started: ${line(boot + 120_000)}
Last configured: ${line(lastCommitMs(state, device, boot))} by root
${clockTime(state.nowMs).slice(0, 5)}  up ${upTime(Math.floor((state.nowMs - boot) / 1000))}, 1 users, load averages: 0.21, 0.18, 0.16
`;
}

/** `show log messages`, oldest first. */
export function logMessages(state: NetworkState, device: DeviceSpec): string[] {
  return state.log.filter((entry) => entry.device === device.name).flatMap((entry) => logLines(device, entry));
}

function lastCommitMs(state: NetworkState, device: DeviceSpec, boot: number): number {
  const commit = state.log.findLast((entry) => entry.device === device.name && entry.event.kind === 'configured');
  return commit?.atMs ?? boot + 3_600_000;
}

/** `22 days, 23:54` */
function upTime(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  return `${days} days, ${Math.floor(seconds / 3600) % 24}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}`;
}

const notifications: Partial<Record<ResetReason, { text: (peer: string) => string; event: string }>> = {
  'admin-local': {
    text: (peer) =>
      `bgp_event: NOTIFICATION sent to ${peer}: code 6 (Cease) subcode 2 (Administratively Shutdown), Reason: Management session cleared BGP neighbor`,
    event: 'Stop',
  },
  'admin-remote': {
    text: (peer) =>
      `bgp_read_v4_message: NOTIFICATION received from ${peer}: code 6 (Cease) subcode 2 (Administratively Shutdown)`,
    event: 'RecvNotify',
  },
  'hold-expired': {
    text: (peer) =>
      `bgp_hold_timeout: NOTIFICATION sent to ${peer}: code 4 (Hold Timer Expired Error), Reason: holdtime expired for ${peer}`,
    event: 'HoldTime',
  },
  'hold-expired-remote': {
    text: (peer) => `bgp_read_v4_message: NOTIFICATION received from ${peer}: code 4 (Hold Timer Expired Error)`,
    event: 'RecvNotify',
  },
};

function logLines(device: DeviceSpec, { atMs, event }: LogEvent): string[] {
  const line = (text: string) => `${syslogStamp(atMs)}  ${device.name} ${text}`;
  switch (event.kind) {
    case 'interface': {
      const index = Number(/\d+$/.exec(event.interface)?.[0] ?? 0) + 1;
      const admin = event.admin ? 'down(2)' : 'up(1)';
      return [
        line(
          event.up
            ? `mib2d[6412]: SNMP_TRAP_LINK_UP: ifIndex ${snmpIndex(index)}, ifAdminStatus up(1), ifOperStatus up(1), ifName ${event.interface}`
            : `mib2d[6412]: SNMP_TRAP_LINK_DOWN: ifIndex ${snmpIndex(index)}, ifAdminStatus ${admin}, ifOperStatus down(2), ifName ${event.interface}`,
        ),
      ];
    }
    case 'session': {
      const peer = `${event.peer} (External AS ${event.remoteAs})`;
      const notification = event.up ? undefined : notifications[event.reason];
      const states = event.up
        ? 'from OpenConfirm to Established (event RecvKeepAlive)'
        : `from Established to Idle (event ${notification?.event ?? 'Stop'})`;
      return [
        ...(notification ? [line(`rpd[6398]: ${notification.text(peer)}`)] : []),
        line(`rpd[6398]: RPD_BGP_NEIGHBOR_STATE_CHANGED: BGP peer ${peer} changed state ${states} (instance master)`),
      ];
    }
    case 'configured':
      return [
        line(
          `mgd[21977]: UI_COMMIT: User '${event.user}' requested 'commit' operation (comment: ${event.comment || 'none'})`,
        ),
      ];
  }
}
