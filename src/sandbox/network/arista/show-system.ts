import { type LogEvent, macAddress, type NetworkState, type ResetReason } from '../state.ts';
import { longDuration, syslogStamp } from '../text.ts';
import type { DeviceSpec } from '../topology.ts';

const memoryKilobytes = { total: 8_155_228, free: 5_241_932 };

/** `show version | json`. */
export function showVersionJson(state: NetworkState, device: DeviceSpec): unknown {
  return {
    mfgName: 'Arista',
    modelName: 'DCS-7050SX3-48YC8',
    hardwareRevision: '11.03',
    serialNumber: serialNumber(device),
    systemMacAddress: macAddress(device.name, 0),
    hwMacAddress: macAddress(device.name, 0),
    configMacAddress: '00:00:00:00:00:00',
    version: '4.29.2F',
    architecture: 'i686',
    internalVersion: '4.29.2F-30640700.4292F',
    internalBuildId: 'b0a6b9f0-5c7e-4a3b-9a55-3f6a1d0c7e21',
    imageFormatVersion: '3.0',
    imageOptimization: 'Default',
    bootupTimestamp: bootMs(state, device) / 1000,
    uptime: (state.nowMs - bootMs(state, device)) / 1000,
    memTotal: memoryKilobytes.total,
    memFree: memoryKilobytes.free,
    isIntlVersion: false,
  };
}

/** `show version`. */
export function showVersionText(state: NetworkState, device: DeviceSpec): string {
  const mac = (macAddress(device.name, 0).replaceAll(':', '').match(/.{4}/g) ?? []).join('.');
  return `Arista DCS-7050SX3-48YC8
Hardware version: 11.03
Serial number: ${serialNumber(device)}
Hardware MAC address: ${mac}
System MAC address: ${mac}

Software image version: 4.29.2F
Architecture: i686
Internal build version: 4.29.2F-30640700.4292F
Internal build ID: b0a6b9f0-5c7e-4a3b-9a55-3f6a1d0c7e21
Image format version: 3.0
Image optimization: Default

Uptime: ${longDuration((state.nowMs - bootMs(state, device)) / 1000).replace(/, \d+ seconds?$/, '')}
Total memory: ${memoryKilobytes.total} kB
Free memory: ${memoryKilobytes.free} kB

`;
}

/** `show clock`. */
export function showClock(state: NetworkState): string {
  // "Mon, 23 Nov 2026 03:02:11 GMT" holds the same words in another order.
  const [day, date, month, year, time] = new Date(state.nowMs).toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${date?.replace(/^0/, ' ')} ${time} ${year}\nTimezone: UTC\nClock source: local\n`;
}

/** `show logging`, oldest first: the last lines, or those since a moment. */
export function showLogging(
  state: NetworkState,
  device: DeviceSpec,
  which: { lines: number } | { sinceMs: number },
): string {
  const entries = state.log.filter((entry) => entry.device === device.name);
  const wanted = 'sinceMs' in which ? entries.filter(({ atMs }) => atMs >= which.sinceMs) : entries;
  const lines = wanted.flatMap((entry) => logLines(device, entry));
  const kept = 'lines' in which ? lines.slice(-which.lines) : lines;
  return kept.map((line) => `${line}\n`).join('');
}

const notifications: Partial<Record<ResetReason, [direction: string, text: string]>> = {
  'admin-local': ['sent to', '6/2 (Cease/administrative shutdown <Hard Reset>) 0 bytes'],
  'admin-remote': ['received from', '6/2 (Cease/administrative shutdown <Hard Reset>) 0 bytes'],
  'hold-expired': ['sent to', '4/0 (Hold Timer Expired Error/None) 0 bytes'],
  'hold-expired-remote': ['received from', '4/0 (Hold Timer Expired Error/None) 0 bytes'],
};

function logLines(device: DeviceSpec, { atMs, event }: LogEvent): string[] {
  const line = (text: string) => `${syslogStamp(atMs)} ${device.name} ${text}`;
  switch (event.kind) {
    case 'interface':
      return [
        line(
          `Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface ${event.interface}, changed state to ${event.up ? 'up' : 'down'}`,
        ),
      ];
    case 'session': {
      const peer = `${event.peer} (VRF default AS ${event.remoteAs})`;
      const sent = event.up ? undefined : notifications[event.reason];
      const states = event.up
        ? 'old state OpenConfirm event RecvKeepAlive new state Established'
        : `old state Established event ${event.reason === 'hold-expired' ? 'HoldTime' : event.reason.endsWith('remote') ? 'RecvNotify' : 'Stop'} new state Idle`;
      return [
        ...(sent ? [line(`Bgp: %BGP-3-NOTIFICATION: ${sent[0]} neighbor ${peer} ${sent[1]}`)] : []),
        line(`Bgp: %BGP-5-ADJCHANGE: peer ${peer} ${states}`),
      ];
    }
    case 'configured':
      return [line(`ConfigAgent: %SYS-5-CONFIG_I: Configured from console by ${event.user} on vty3 (127.0.0.1)`)];
  }
}

function bootMs(state: NetworkState, device: DeviceSpec): number {
  return state.bootMs.get(device.name) ?? state.nowMs;
}

function serialNumber(device: DeviceSpec): string {
  return `SSJ26110${device.asn}`.slice(0, 11);
}
