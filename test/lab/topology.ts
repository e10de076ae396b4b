/** Who is there and who is wired to whom; addresses and interface names follow from the order. */
export interface Topology {
  routers: { name: string; site: string; role: string }[];
  links: [a: string, b: string][];
  /** OSPF, IS-IS, LDP and BFD run beside BGP. */
  igp?: boolean;
}

/** leaf1 and leaf2, each wired to spine1 and spine2: two ways from everywhere to everywhere. */
export const square: Topology = {
  routers: [
    { name: 'leaf1', site: 'lab1', role: 'leaf' },
    { name: 'spine1', site: 'lab1', role: 'spine' },
    { name: 'leaf2', site: 'lab1', role: 'leaf' },
    { name: 'spine2', site: 'lab1', role: 'spine' },
  ],
  links: [
    ['leaf1', 'spine1'],
    ['spine1', 'leaf2'],
    ['leaf2', 'spine2'],
    ['spine2', 'leaf1'],
  ],
};

/** The same with every routing daemon that the package has for such a network. */
export const squareWithIgp: Topology = { ...square, igp: true };

/** One end of a link. `port` is the other end of its cable, in the wire namespace. */
export interface LinkEnd {
  router: string;
  interface: string;
  address: string;
  port: string;
}

/** A link as seen from the router that was named first. */
export interface Link {
  /** The bridge between the two ports. */
  bridge: string;
  near: LinkEnd;
  far: LinkEnd;
}

export interface PlannedRouter {
  name: string;
  site: string;
  role: string;
  asn: number;
  loopback: string;
  igp: boolean;
  /** Seen from this router, in the order of its interfaces. */
  links: (Link & { peerAsn: number })[];
}

export interface Plan {
  routers: PlannedRouter[];
  links: Link[];
}

/** AS numbers from RFC 5398 and addresses from RFC 5737: loopbacks 192.0.2.0/24, links 198.51.100.0/24. */
export function planLab(topology: Topology): Plan {
  const routers = topology.routers.map(
    (router, index): PlannedRouter => ({
      ...router,
      asn: 64_496 + index,
      loopback: `192.0.2.${index + 1}`,
      igp: topology.igp ?? false,
      links: [],
    }),
  );
  const links = topology.links.map(([a, b], index): Link => {
    const [left, right] = [routerIn(routers, a), routerIn(routers, b)];
    const bridge = `w${index + 1}`;
    const end = (router: PlannedRouter, side: 0 | 1): LinkEnd => ({
      router: router.name,
      interface: `eth${router.links.length + 1}`,
      address: `198.51.100.${2 * index + side}`,
      port: `${bridge}${'ab'[side]}`,
    });
    const link = { bridge, near: end(left, 0), far: end(right, 1) };
    left.links.push({ ...link, peerAsn: right.asn });
    right.links.push({ ...turned(link), peerAsn: left.asn });
    return link;
  });
  return { routers, links };
}

export function routerIn<T extends { name: string }>(routers: readonly T[], name: string): T {
  const router = routers.find((candidate) => candidate.name === name);
  if (!router) throw new Error(`no router ${name} in this lab; there are ${routers.map((r) => r.name).join(', ')}`);
  return router;
}

export function linkBetween(links: readonly Link[], near: string, far: string): Link {
  for (const link of [...links, ...links.map(turned)])
    if (link.near.router === near && link.far.router === far) return link;
  throw new Error(`no link between ${near} and ${far} in this lab`);
}

function turned({ bridge, near, far }: Link): Link {
  return { bridge, near: far, far: near };
}
