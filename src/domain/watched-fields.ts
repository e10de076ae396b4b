import type { DiagnosticName } from './diagnostics.ts';

/** How one field of a record is compared with what it was. */
export type WatchedField =
  /** A word or figure that is another one now. */
  | { field: string; label: string; as: 'value' }
  /** A state: for the worse when the record is judged worse than before. */
  | { field: string; label: string; as: 'state' }
  /** A number of things: shown from `leastPercent` on; for the worse when it falls. */
  | { field: string; label: string; as: 'amount'; leastPercent: number }
  /** Only ever rises; a smaller one was cleared. A rise is for the worse. */
  | { field: string; label: string; as: 'counter' }
  /** A measured value with a unit: shown from `least` on; `worse` says in which direction. */
  | { field: string; label: string; as: 'level'; least: number; unit: string; worse: 'lower' | 'higher' }
  /** Seconds since it began: a smaller one began anew. */
  | { field: string; label: string; as: 'age' };

export interface Watched {
  /** Fields that name the thing a record is about. */
  key: readonly string[];
  /** What a missing row means: a lost peer is for the worse, an aged-out entry is not. */
  lost: 'worse' | 'normal';
  fields: readonly WatchedField[];
}

const state = (field: string, label = ''): WatchedField => ({ field, label, as: 'state' });
const value = (field: string, label: string): WatchedField => ({ field, label, as: 'value' });
const amount = (field: string, label: string, leastPercent = 5): WatchedField => ({
  field,
  label,
  as: 'amount',
  leastPercent,
});
const counter = (field: string, label: string): WatchedField => ({ field, label, as: 'counter' });
const age = (field: string, label: string): WatchedField => ({ field, label, as: 'age' });
const level = (field: string, label: string, least: number, unit: string, worse: 'lower' | 'higher'): WatchedField => ({
  field,
  label,
  as: 'level',
  least,
  unit,
  worse,
});

const interfaceFields = [
  state('adminStatus', 'admin'),
  state('operStatus'),
  value('lag', 'aggregate'),
  value('mtuBytes', 'MTU'),
  value('speedBitsPerSecond', 'speed in bit/s'),
  value('ipAddresses', 'addresses'),
];
const sessionFields = [
  state('state'),
  value('remoteAs', 'remote AS'),
  amount('prefixesReceived', 'prefixes received'),
  amount('prefixesAccepted', 'prefixes accepted'),
  amount('prefixesSent', 'prefixes sent'),
  age('upSeconds', 'session'),
];

/** What is looked at of each diagnostic. A log is never compared: it is another one each time. */
export const watched: Readonly<Record<DiagnosticName, Watched | null>> = {
  interfaces: { key: ['interface'], lost: 'worse', fields: interfaceFields },
  'interface-detail': {
    key: ['interface'],
    lost: 'worse',
    fields: [
      ...interfaceFields,
      counter('inErrors', 'input errors'),
      counter('outErrors', 'output errors'),
      counter('crcErrors', 'CRC errors'),
      counter('inDiscards', 'input discards'),
      counter('outDiscards', 'output discards'),
      counter('carrierTransitions', 'carrier transitions'),
    ],
  },
  optics: {
    key: ['interface', 'lane'],
    lost: 'worse',
    fields: [
      value('serial', 'serial number'),
      state('noLight', 'no light'),
      level('rxPowerDbm', 'received power', 1, 'dBm', 'lower'),
      level('txPowerDbm', 'sent power', 1, 'dBm', 'lower'),
      level('temperatureCelsius', 'temperature', 10, '°C', 'higher'),
    ],
  },
  'bgp-summary': { key: ['vrf', 'addressFamily', 'peer'], lost: 'worse', fields: sessionFields },
  'bgp-peer': {
    key: ['vrf', 'addressFamily', 'peer'],
    lost: 'worse',
    fields: [...sessionFields, value('lastResetReason', 'last reset'), counter('flaps', 'flaps')],
  },
  'bgp-route': {
    key: ['vrf', 'prefix', 'peer', 'pathId'],
    lost: 'worse',
    fields: [
      value('best', 'best'),
      value('nextHop', 'next hop'),
      value('asPath', 'AS path'),
      value('localPreference', 'local preference'),
      value('med', 'MED'),
      value('rpki', 'RPKI'),
    ],
  },
  route: {
    key: ['vrf', 'prefix', 'protocol'],
    lost: 'worse',
    fields: [value('nextHops', 'next hops'), value('metric', 'metric'), value('active', 'in use')],
  },
  'ospf-neighbors': {
    key: ['version', 'vrf', 'neighborId', 'interface'],
    lost: 'worse',
    fields: [state('state'), value('area', 'area'), age('upSeconds', 'adjacency')],
  },
  'isis-adjacencies': {
    key: ['process', 'hostname', 'systemId', 'interface', 'level'],
    lost: 'worse',
    fields: [state('state'), age('upSeconds', 'adjacency')],
  },
  'bfd-sessions': {
    key: ['vrf', 'peer', 'interface'],
    lost: 'worse',
    fields: [state('state'), age('upSeconds', 'session')],
  },
  'lldp-neighbors': {
    key: ['interface', 'neighborName'],
    lost: 'worse',
    fields: [value('neighborInterface', 'its port')],
  },
  arp: { key: ['vrf', 'ipAddress', 'interface'], lost: 'normal', fields: [value('macAddress', 'MAC')] },
  'mac-table': { key: ['vlan', 'macAddress'], lost: 'normal', fields: [value('interface', 'interface')] },
  ping: {
    key: ['vrf', 'destination'],
    lost: 'worse',
    fields: [level('lossPercent', 'loss', 0.1, '%', 'higher'), level('rttAvgMs', 'round-trip time', 5, 'ms', 'higher')],
  },
  traceroute: { key: ['hop'], lost: 'normal', fields: [value('replies', 'answered by'), value('reached', 'reached')] },
  environment: { key: ['component', 'name'], lost: 'worse', fields: [state('status')] },
  'cpu-memory': {
    key: ['scope'],
    lost: 'normal',
    fields: [level('cpuPercent5m', 'CPU over 5 min', 20, '%', 'higher'), level('load1m', 'load', 2, '', 'higher')],
  },
  log: null,
  version: {
    key: ['serial', 'hostname'],
    lost: 'normal',
    fields: [value('osVersion', 'software'), value('model', 'model'), age('uptimeSeconds', 'device')],
  },
  'config-history': { key: ['id', 'atText'], lost: 'normal', fields: [] },
  lag: { key: ['lag'], lost: 'worse', fields: [state('status'), state('members', 'members')] },
  'mpls-lsps': { key: ['name', 'type', 'to'], lost: 'worse', fields: [state('state')] },
  ntp: { key: ['peer'], lost: 'worse', fields: [state('state')] },
  'queue-drops': {
    key: ['interface', 'queue'],
    lost: 'normal',
    fields: [counter('droppedPackets', 'dropped packets')],
  },
};
