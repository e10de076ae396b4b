/** What one picture shows of the network: devices, the links that LLDP tells, and what is known to be down. */
export interface NetworkMap {
  devices: MapDevice[];
  links: MapLink[];
}

export interface MapDevice {
  name: string;
  /** `unknown`: nobody asked it, or it is not in the inventory. */
  state: 'up' | 'unreachable' | 'unknown';
  /** Read during the incident, not merely somebody's neighbor. */
  isAffected: boolean;
  /** "2 of 4 BGP peers down", or null. */
  trouble: string | null;
  /** How many links LLDP tells of it, drawn or not: spines have more than leaves. */
  degree: number;
}

export interface MapLink {
  from: LinkEnd;
  to: LinkEnd;
  /** Down when either end says so; unknown when neither was asked. */
  state: 'up' | 'down' | 'unknown';
}

interface LinkEnd {
  device: string;
  interface: string | null;
}

/** One answer of a device that the map is drawn from. The newest one to a question counts. */
export interface MapAnswer {
  device: string;
  diagnostic: string;
  outcome: string;
  records: readonly object[];
}

interface Neighbor {
  interface: string;
  neighborName: string;
  neighborInterface: string | null;
}

/**
 * Draws up the affected part: the devices that were read, and their neighbors one hop away. `lldp` holds the last answers
 * about neighbors, by device; `answers` what was read during the incident, oldest first; `known` the names of the inventory,
 * so that "spine1.example.net" is recognised as spine1.
 */
export function networkMap(
  answers: readonly MapAnswer[],
  lldp: ReadonlyMap<string, readonly object[]>,
  known: ReadonlySet<string>,
): NetworkMap {
  const affected = new Set(answers.map(({ device }) => device));
  const latest = new Map(answers.map((answer) => [`${answer.device} ${answer.diagnostic}`, answer]));
  const down = interfacesDown(answers);
  const cables = cablesOf(lldp, known);
  const degree = new Map<string, number>();
  for (const { device } of cables.flat()) degree.set(device, (degree.get(device) ?? 0) + 1);
  const links = cables
    .filter((ends) => ends.some(({ device }) => affected.has(device)))
    .map((ends): MapLink => {
      const states = ends.map((end) => down.get(keyOf(end)) ?? null);
      const state = states.includes(true) ? 'down' : states.includes(false) ? 'up' : 'unknown';
      return { from: ends[0], to: ends[1], state };
    });
  const names = new Set([...affected, ...links.flatMap(({ from, to }) => [from.device, to.device])]);
  return {
    devices: [...names].sort().map((name) => ({ ...deviceOf(name, affected, latest), degree: degree.get(name) ?? 0 })),
    links,
  };
}

type Cable = [LinkEnd, LinkEnd];

/**
 * Each cable once, although both of its ends may tell of it. Ends do not always agree on names ("Et1", an index): where
 * each of two devices tells of exactly one cable to the other, it is the same one, under each end's own name.
 */
function cablesOf(lldp: ReadonlyMap<string, readonly object[]>, known: ReadonlySet<string>): Cable[] {
  const pairs = new Map<string, Map<string, Cable>>();
  for (const [device, records] of lldp)
    for (const record of records as readonly Neighbor[]) {
      const to = nameOf(record.neighborName, known);
      if (to === null) continue;
      const near = { device, interface: record.interface };
      const far = { device: to, interface: record.neighborInterface };
      const ends: Cable = keyOf(near) < keyOf(far) ? [near, far] : [far, near];
      const pair = [device, to].sort().join(' ');
      const cables = pairs.get(pair) ?? new Map<string, Cable>();
      pairs.set(pair, cables.set(`${device} ${ends.map(keyOf).join(' ')}`, ends));
    }
  return [...pairs.values()].flatMap((told) => onceEach([...told]));
}

function onceEach(told: readonly (readonly [teller: string, ends: Cable])[]): Cable[] {
  const [one, other] = told;
  if (told.length === 2 && one && other && tellerOf(one) !== tellerOf(other)) {
    const own = [one, other].map(([key, ends]) => ends.find(({ device }) => key.startsWith(`${device} `)));
    const [first, second] = own.sort((a, b) => (a && b && keyOf(a) < keyOf(b) ? -1 : 1));
    if (first && second) return [[first, second]];
  }
  return [...new Map(told.map(([, ends]) => [ends.map(keyOf).join(' '), ends])).values()];
}

function tellerOf([key]: readonly [string, Cable]): string {
  return key.slice(0, key.indexOf(' '));
}

function keyOf({ device, interface: name }: LinkEnd): string {
  return `${device}|${name ?? ''}`;
}

/** The device's name in the inventory, or the name it gives itself; null for a neighbor without one. */
function nameOf(said: string | null, known: ReadonlySet<string>): string | null {
  if (said === null || said === '') return null;
  if (known.has(said)) return said;
  const [short = ''] = said.split('.');
  return known.has(short) ? short : said;
}

/** Interface → true when it is down, false when it is up, by the newest answer that names it. */
function interfacesDown(answers: readonly MapAnswer[]): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { device, diagnostic, records } of answers) {
    if (diagnostic !== 'interfaces' && diagnostic !== 'interface-detail') continue;
    for (const record of records as readonly { interface: string; operStatus: string }[])
      if (record.operStatus !== 'unknown')
        found.set(keyOf({ device, interface: record.interface }), record.operStatus !== 'up');
  }
  return found;
}

const unheard = new Set(['unreachable', 'timed-out', 'auth-failed', 'host-key-refused']);

function deviceOf(
  name: string,
  affected: ReadonlySet<string>,
  latest: ReadonlyMap<string, MapAnswer>,
): Omit<MapDevice, 'degree'> {
  const own = [...latest.values()].filter(({ device }) => device === name);
  const last = own.at(-1);
  const state = last === undefined ? 'unknown' : unheard.has(last.outcome) ? 'unreachable' : 'up';
  return {
    name,
    state,
    isAffected: affected.has(name),
    trouble: state === 'unreachable' ? null : bgpTrouble(latest.get(`${name} bgp-summary`)),
  };
}

function bgpTrouble(answer: MapAnswer | undefined): string | null {
  const peers = (answer?.records ?? []) as readonly { state: string }[];
  const gone = peers.filter(({ state }) => state !== 'established').length;
  return gone === 0 ? null : `${gone} of ${peers.length} BGP peers down`;
}
