import type {
  ArpRecord,
  ConfigHistoryRecord,
  CpuMemoryRecord,
  EnvironmentRecord,
  LagRecord,
  LldpNeighborRecord,
  MacTableRecord,
  NtpRecord,
  OpticsRecord,
  QueueDropsRecord,
} from './device-records.ts';
import { isWorkingMember, severityOf } from './record-severity.ts';
import { grouped, inBrackets, list, rounded, shortly } from './verdict-words.ts';

/** What the records about the box, its parts and its links say, what is wrong first. */

export function ofOptics(records: readonly OpticsRecord[]): string {
  const dark = records.filter(({ noLight }) => noLight === true);
  const alarmed = records.filter(({ noLight, alarms }) => noLight !== true && alarms.length > 0);
  const wrong = [
    ...dark.map((record) => `${laneOf(record)} receives no light`),
    ...alarmed.map((record) => `${laneOf(record)}${inBrackets(record.alarms.join(', '))}`),
  ];
  if (wrong.length > 0) return list(wrong);
  const one = records[0];
  if (records.length === 1 && one?.rxPowerDbm != null) return `${laneOf(one)} receives ${rounded(one.rxPowerDbm)} dBm`;
  const unread = records.filter(({ rxPowerDbm }) => rxPowerDbm === null).length;
  return `${lanes(records.length)} without an alarm${unread > 0 ? `; ${unread} of them show no received power` : ''}`;
}

function lanes(count: number): string {
  return `${count} ${count === 1 ? 'optical lane' : 'optical lanes'}`;
}

function laneOf({ interface: name, lane }: OpticsRecord): string {
  return lane === null ? name : `${name} lane ${lane}`;
}

export function ofLldpNeighbors(records: readonly LldpNeighborRecord[]): string {
  const named = records.map(({ interface: name, neighborName, neighborInterface, chassisId }) =>
    [name, 'to', neighborName ?? chassisId ?? 'unnamed', neighborInterface ?? ''].join(' ').trim(),
  );
  return `${records.length} ${records.length === 1 ? 'neighbour' : 'neighbours'}: ${list(named)}`;
}

export function ofArp(records: readonly ArpRecord[]): string {
  const open = records.filter(({ macAddress }) => macAddress === null);
  const count = `${records.length} ${records.length === 1 ? 'entry' : 'entries'}`;
  return open.length === 0
    ? count
    : `${count}, ${open.length} without an answer: ${list(open.map(({ ipAddress }) => ipAddress))}`;
}

export function ofMacTable(records: readonly MacTableRecord[]): string {
  const one = records[0];
  if (records.length === 1 && one) {
    const vlan = one.vlan === null ? '' : ` in VLAN ${one.vlan}`;
    return `${one.macAddress} is behind ${one.interface ?? 'an unknown interface'}${vlan}`;
  }
  return `${grouped(records.length)} MAC addresses`;
}

export function ofEnvironment(records: readonly EnvironmentRecord[]): string {
  const bad = records.filter((record) => severityOf(record) === 2);
  const silent = records.filter(({ status }) => status === null).length;
  const unsaid = silent > 0 ? `; ${silent} without a status` : '';
  if (bad.length === 0) return `No fault in ${records.length} parts${unsaid}`;
  const named = bad.map(({ name, status, reading, unit }) => {
    const figure = reading === null ? '' : ` at ${rounded(reading)} ${unit ?? ''}`.trimEnd();
    return `${name} ${status ?? ''}${figure}`;
  });
  return `${bad.length} of ${records.length} parts not in order: ${list(named)}${unsaid}`;
}

export function ofCpuMemory(records: readonly CpuMemoryRecord[]): string {
  return list(
    records.map((record) => {
      const { scope, cpuPercent5m, cpuPercent1m, cpuPercent5s, load1m, memoryTotalBytes, memoryUsedBytes } = record;
      const cpu =
        cpuPercent5m !== null
          ? `CPU ${rounded(cpuPercent5m)} % over 5 min`
          : cpuPercent1m !== null
            ? `CPU ${rounded(cpuPercent1m)} % over 1 min`
            : cpuPercent5s !== null
              ? `CPU ${rounded(cpuPercent5s)} %`
              : load1m !== null
                ? `load ${load1m}`
                : 'CPU load unknown';
      const memory =
        memoryTotalBytes !== null && memoryUsedBytes !== null && memoryTotalBytes > 0
          ? `${rounded((memoryUsedBytes / memoryTotalBytes) * 100)} % of memory used`
          : 'memory unknown';
      const [first] = record.topProcesses;
      const busiest = first ? `, busiest: ${first.name} ${rounded(first.cpuPercent)} %` : '';
      return `${scope}: ${cpu}, ${memory}${busiest}`;
    }),
  );
}

export function ofConfigHistory(records: readonly ConfigHistoryRecord[]): string {
  const [latest] = records;
  if (!latest) return 'no change is recorded';
  const who = [latest.user ?? 'an unknown user', latest.client === null ? '' : `by ${latest.client}`].filter(Boolean);
  const why = latest.comment === null ? '' : `: ${shortly(latest.comment)}`;
  const at = latest.at ?? latest.atText;
  return `latest of ${records.length}: ${latest.id}${at === null ? '' : ` at ${at}`}, ${who.join(' ')}${why}`;
}

export function ofLag(records: readonly LagRecord[]): string {
  const words = ({ lag, status, members }: LagRecord) => {
    const bundled = members.filter(({ state }) => isWorkingMember(state)).length;
    const out = members
      .filter(({ state }) => state !== null && !isWorkingMember(state))
      .map(({ interface: name, state, reason }) => `${name} ${state}${inBrackets(reason)}`);
    return `${lag} ${status ?? 'in an unknown state'}, ${bundled} of ${members.length} members in it${out.length > 0 ? ` (out: ${list(out)})` : ''}`;
  };
  const bad = records.filter((record) => severityOf(record) === 2);
  if (bad.length > 0) return list(bad.map(words));
  return records.length <= 2 ? list(records.map(words)) : `all ${records.length} aggregates in order`;
}

/** A server whose name the device cut. */
const unnamed = 'a server without a whole name';

export function ofNtp(records: readonly NtpRecord[]): string {
  const synced = records.find(({ state }) => state === 'synced');
  const lost = records.filter(({ state }) => state === 'unreachable' || state === 'falseticker');
  const others =
    lost.length > 0 ? `; not usable: ${list(lost.map(({ peer, state }) => `${peer ?? unnamed} ${state}`))}` : '';
  if (!synced) return `not synchronised to any of ${records.length} servers${others}`;
  const offset = synced.offsetMs === null ? '' : `, ${synced.offsetMs} ms off`;
  const stratum = synced.stratum === null ? '' : `, stratum ${synced.stratum}`;
  return `synchronised to ${synced.peer ?? unnamed}${stratum}${offset}${others}`;
}

export function ofQueueDrops(records: readonly QueueDropsRecord[]): string {
  const dropping = records
    .filter((record) => severityOf(record) === 2)
    .toSorted((a, b) => (b.droppedPackets ?? 0) - (a.droppedPackets ?? 0));
  if (dropping.length === 0) return `no drops in ${records.length} queues`;
  const named = dropping.map(
    ({ interface: name, queue, droppedPackets }) => `${name} ${queue} ${grouped(droppedPackets ?? 0)} packets`,
  );
  return `${dropping.length} of ${records.length} queues have dropped: ${list(named)}`;
}
