import type { InsideJson } from './inside-json.ts';

export const insideEosJson: InsideJson[] = [
  {
    diagnostic: 'bgp-summary',
    path: /\.peers\.[\d.]+\.peerStateIdleReason$/,
    fields: ['adminDown'],
    why: 'why a session is idle has more words than anybody lists: another one is another reason, which is taken as printed',
  },
  {
    diagnostic: 'bgp-peer',
    path: /\.peerList\.idleReason$/,
    fields: ['adminDown'],
    why: 'why a session is idle has more words than anybody lists: another one is another reason, which is taken as printed',
  },
  {
    diagnostic: 'bgp-route',
    path: /\.routeDetail\.communityList$/,
    fields: ['communities'],
    why: 'a community that is well known goes by its name, and newer releases name more of them',
  },
  {
    diagnostic: 'cpu-memory',
    path: /^cpuInfo\.%Cpu\(s\)\.idle$/,
    fields: ['cpuPercent5s'],
    why: 'the JSON is not taken, and the text behind it says the same of a moment later',
  },
  {
    diagnostic: 'ntp',
    path: /^peers\.[\w.]+\.(?:condition|reachabilityHistory|peerIpAddr)$/,
    fields: ['reach', 'peer'],
    why: 'the JSON is not taken, and the text behind it says the same: its reach register is whole, and it has the name of a server in the place of its address',
  },
];
