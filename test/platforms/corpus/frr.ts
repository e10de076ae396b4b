import type { Comparators, Recorded, Row } from './compare.ts';
import { byKeys, inOrder, type Walked } from './rows-beside.ts';

/** What FRR's own JSON and text say, walked without the parsers, field by field against our records. */
export const compare: Comparators = {
  'bgp-summary': (at) => byKeys(at, summaryRows(at.text), ['vrf', 'peer', 'addressFamily']),
  'bgp-peer': (at) => byKeys(at, peerRows(at.text), ['vrf', 'peer', 'addressFamily']),
  'bgp-route': (at) => inOrder(at, pathRows(at.text)),
  'bfd-sessions': (at) => inOrder(at, bfdRows(at.text)),
  'ospf-neighbors': (at) => inOrder(at, ospfRows(at)),
  interfaces: (at) => byKeys(at, interfaceRows(at.text, false), ['interface']),
  'interface-detail': (at) => byKeys(at, interfaceRows(at.text, true), ['interface']),
  version: (at) => inOrder(at, versionRows(at.text)),
};

/** `ipv4Unicast`; `IPv4 Unicast` before FRR 5. */
const kebab = (key: string) =>
  key
    .replace('IPv', 'ipv')
    .replace(/Vpn/g, '-vpn')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(' ', '-');
const whole = (ms: unknown) => (typeof ms === 'number' ? Math.floor(ms / 1_000) : null);
const orNull = (value: unknown) => (value === undefined || value === '' ? null : value);

function summaryRows(text: string): Row[] {
  const rows: Row[] = [];
  const table = (body: Walked, family: string | null, vrf: string) => {
    for (const [peer, at] of Object.entries<Walked>(body.peers ?? {})) {
      const up = at.state === 'Established';
      const seconds = at.peerUptime === 'never' ? null : whole(at.peerUptimeMsec);
      rows.push({
        vrf,
        addressFamily: family,
        localAs: at.localAs ?? body.as,
        routerId: body.routerId,
        peer,
        remoteAs: at.remoteAs === 0 ? null : at.remoteAs,
        state: at.state.toLowerCase().replace(/ ?\(.*/, ''),
        adminDown: /\(admin\)/i.test(at.state),
        stateSeconds: seconds,
        upSeconds: up ? seconds : null,
        prefixesReceived: up ? (at.pfxRcd ?? at.prefixReceivedCount) : null,
        prefixesSent: up ? orNull(at.pfxSnt) : null,
        description: orNull(at.desc),
      });
    }
  };
  for (const [vrf, families] of Object.entries<Walked>(JSON.parse(text)))
    for (const [family, body] of Object.entries<Walked>(families)) table(body, kebab(family), vrf);
  return rows;
}

function peerRows(text: string): Row[] {
  const rows: Row[] = [];
  for (const [vrf, peers] of Object.entries<Walked>(JSON.parse(text)))
    for (const [peer, at] of Object.entries<Walked>(peers)) {
      if (typeof at !== 'object') continue;
      const up = at.bgpState === 'Established';
      const session: Row = {
        vrf: peers.vrfName ?? vrf,
        peer,
        remoteAs: at.remoteAs === 0 ? null : at.remoteAs,
        localAs: at.localAs,
        routerId: orNull(at.localRouterId),
        state: at.bgpState.toLowerCase(),
        upSeconds: up ? whole(at.bgpTimerUpMsec) : null,
        description: orNull(at.nbrDesc),
        holdSeconds: whole(at.bgpTimerHoldTimeMsecs),
        keepaliveSeconds: whole(at.bgpTimerKeepAliveIntervalMsecs),
        messagesIn: at.messageStats.totalRecv,
        messagesOut: at.messageStats.totalSent,
        flaps: at.connectionsDropped,
        localAddress: at.hostLocal === 'Unknown' ? null : orNull(at.hostLocal),
        bfd: orNull(at.peerBfdInfo?.status),
        lastResetReason: orNull(at.lastNotificationReason ?? at.lastResetDueTo),
        lastResetSeconds: whole(at.lastResetTimerMsecs),
      };
      for (const [family, body] of Object.entries<Walked>(at.addressFamilyInfo))
        rows.push({
          ...session,
          addressFamily: kebab(family),
          prefixesReceived: up ? orNull(body.acceptedPrefixCounter) : null,
          prefixesSent: up ? orNull(body.sentPrefixCounter) : null,
          importPolicy: orNull(body.routeMapForIncomingAdvertisements),
          exportPolicy: orNull(body.routeMapForOutgoingAdvertisements),
        });
    }
  return rows;
}

function pathRows(text: string): Row[] {
  const { prefix, paths } = JSON.parse(text);
  return paths.map((path: Walked): Row => {
    const peer = path.peer.peerId;
    return {
      prefix,
      asPath: path.aspath.string === 'Local' ? [] : path.aspath.string.split(' ').map(Number),
      origin: path.origin.toLowerCase(),
      valid: path.valid,
      best: path.bestpath?.overall === true,
      localPreference: orNull(path.locPrf),
      med: orNull(path.med),
      nextHop: path.nexthops[0].ip,
      peer: peer === '0.0.0.0' ? null : peer,
      communities: path.community?.string.split(' ') ?? [],
      largeCommunities: path.largeCommunity?.string.split(' ') ?? [],
    };
  });
}

function bfdRows(text: string): Row[] {
  return JSON.parse(text).map(
    (at: Walked): Row => ({
      vrf: at.vrf,
      peer: at.peer,
      interface: at.interface ?? null,
      state: at.status,
      diagnosticCode: at.diagnostic,
      transmitMs: at['transmit-interval'],
      receiveMs: at['receive-interval'],
      multiplier: at['detect-multiplier'] ?? null,
      upSeconds: at.status === 'up' ? at.uptime : null,
    }),
  );
}

function ospfRows({ text }: Recorded): Row[] {
  if (text.startsWith('{')) return ospfInJson(text);
  return text.includes('Neighbor ID') ? ospfInTable(text) : ospfInBlocks(text);
}

function ospfInJson(text: string): Row[] {
  return Object.values<Walked>(JSON.parse(text)).flatMap((vrf) =>
    Object.entries<Walked>(vrf.neighbors).flatMap(([neighborId, list]) =>
      list.map((at: Walked): Row => {
        const [state, role] = (at.nbrState ?? at.state).split('/');
        return {
          version: 2,
          vrf: vrf.vrfName,
          neighborId,
          address: at.address,
          interface: at.ifaceName.replace(/:.*/, ''),
          state: state.toLowerCase(),
          role: role === '-' ? null : role.toLowerCase(),
        };
      }),
    ),
  );
}

/** Whole text before each neighbor: its last "VRF Name" is the one it is in. */
function ospfInBlocks(text: string): Row[] {
  return text
    .split(/(?=^ Neighbor )/m)
    .filter((block) => block.startsWith(' Neighbor '))
    .map((block, index, all): Row => {
      const before = text.slice(0, text.indexOf(all[index] ?? ''));
      const get = (pattern: RegExp) => pattern.exec(block)?.[1] ?? null;
      return {
        version: 2,
        vrf: [...before.matchAll(/VRF Name: (\S+)/g)].at(-1)?.[1] ?? null,
        neighborId: get(/^ Neighbor ([\d.]+),/),
        address: get(/interface address ([\d.]+)/),
        area: get(/In the area ([\d.]+)/),
        interface: get(/via interface (\S+)/),
        state: get(/State is ([\w-]+)/)?.toLowerCase(),
        role: null,
        priority: Number(get(/priority is (\d+)/)),
        deadSeconds: Math.floor(Number(get(/Dead timer due in ([\d.]+)s/))),
        upSeconds: age(get(/Progressive change (\S+) ago/) ?? ''),
      };
    });
}

function ospfInTable(text: string): Row[] {
  return [...text.matchAll(/^(\d\S+) +(\d+) (\w+)\/(\w+) +(\S+) +(\S+) +(\w+):\S+ +\d+ +\d+ +\d+/gm)].map(
    (row): Row => ({
      version: 2,
      vrf: [...text.slice(0, row.index).matchAll(/VRF Name: (\S+)/g)].at(-1)?.[1] ?? null,
      neighborId: row[1],
      priority: Number(row[2]),
      state: row[3]?.toLowerCase(),
      role: row[4]?.toLowerCase(),
      deadSeconds: Math.floor(Number.parseFloat(row[5] ?? '')),
      address: row[6],
      interface: row[7],
    }),
  );
}

const lengths: Record<string, number> = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };

function age(text: string): number {
  const parts = [...text.matchAll(/([\d.]+)([wdhms])/g)];
  return Math.floor(parts.reduce((sum, [, count, unit]) => sum + Number(count) * (lengths[unit ?? ''] ?? 0), 0));
}

function interfaceRows(text: string, detailed: boolean): Row[] {
  return text
    .split(/^Interface /m)
    .slice(1)
    .map((block): Row => {
      const get = (pattern: RegExp) => pattern.exec(block)?.[1] ?? null;
      const isUp = / is up, line/.test(block);
      const speed = Number(get(/ speed (\d+)/) ?? 0);
      const changes = [get(/Link ups: +(\d+)/), get(/Link downs: +(\d+)/)];
      return {
        interface: get(/^(\S+)/),
        adminStatus: isUp ? 'up' : 'down',
        operStatus: /line protocol is up/.test(block) ? 'up' : 'down',
        description: get(/^ +Description: (.*)$/m),
        vrf: get(/^ +vrf: (\S+)/m),
        mtuBytes: get(/ mtu (\d+)/) === null ? null : Number(get(/ mtu (\d+)/)),
        speedBitsPerSecond: speed > 0 && speed < 4_294_967_295 ? speed * 1_000_000 : null,
        // What stands below "Neighbor address(s):" belongs to the other end.
        ipAddresses: [...(block.split('Neighbor address(s):')[0] ?? '').matchAll(/^ +inet6? (\S+)/gm)].map(
          (match) => match[1],
        ),
        ...(detailed ? { carrierTransitions: Number(changes[0]) + Number(changes[1]) } : {}),
      };
    });
}

function versionRows(text: string): Row[] {
  const [, osVersion, hostname] = /FRRouting (\S+) \((.+?)\)/.exec(text) ?? [];
  return [{ hostname, osVersion, model: null, serial: null }];
}
