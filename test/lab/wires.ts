import { watchSwitches } from './carrier.ts';
import { run } from './commands.ts';
import type { ProcessRecord } from './processes.ts';
import type { Link, LinkEnd, Plan } from './topology.ts';

/** The cables of a lab, in a namespace of their own: what goes wrong there is no change on any router. */
export interface Wires {
  /** Both ends lose their carrier. */
  cut(link: Link): void;
  /**
   * Drops this share (0 to 100) of the packets, both ways or, with `oneWay`, only from near to far.
   * No interface counts them: pings and sessions feel it.
   */
  loss(link: Link, percent: number, oneWay?: boolean): void;
  /** Cable plugged in, nothing dropped; also when nothing was wrong. */
  heal(link: Link): void;
  /** Nobody looks after the cables any more. */
  close(): void;
}

/**
 * Joins the routers' namespaces: each link is two veth pairs and a bridge between them. As on a cable, a shutdown at one
 * end takes the carrier from the other.
 */
export function layWires(
  namespace: string,
  plan: Plan,
  namespaceOf: (router: string) => string,
  record: (process: ProcessRecord) => void,
): Wires {
  const port = ({ router, interface: name, port: end }: LinkEnd, bridge: string) => [
    `link add ${end} type veth peer name ${name} netns ${namespaceOf(router)}`,
    // A port with an address of its own would talk on the wire.
    `link set ${end} addrgenmode none master ${bridge} up`,
  ];
  batch(
    namespace,
    plan.links.flatMap(({ bridge, near, far }) => [
      `link add ${bridge} type bridge stp_state 0 mcast_snooping 0 forward_delay 0`,
      ...port(near, bridge),
      ...port(far, bridge),
      `link set ${bridge} addrgenmode none up`,
    ]),
  );
  for (const router of plan.routers)
    batch(
      namespaceOf(router.name),
      router.links.map(({ near }) => `link set ${near.interface} up`),
    );

  const cut = new Set<string>();
  const plug = (links: readonly Link[]) => {
    const hasLight = ({ bridge }: Link, from: LinkEnd) => !cut.has(bridge) && switches.isOn(from);
    batch(
      namespace,
      links.flatMap((link) => [
        `link set ${link.near.port} ${hasLight(link, link.far) ? 'up' : 'down'}`,
        `link set ${link.far.port} ${hasLight(link, link.near) ? 'up' : 'down'}`,
      ]),
    );
  };
  const names = plan.routers.map(({ name }) => name);
  const switches = watchSwitches(names, namespaceOf, () => plug(plan.links), record);
  const drop = ({ port: name }: LinkEnd, percent: number) => {
    const table = `table netdev loss-${name}`;
    const some = percent >= 100 ? '' : `numgen random mod 1000 < ${Math.round(percent * 10)} `;
    const rule = `${table} { chain in { type filter hook ingress device ${name} priority 0; ${some}counter drop; }; }`;
    // A table can only be deleted when it is there: naming it first makes it.
    run(
      'ip',
      ['netns', 'exec', namespace, 'nft', '-f', '-'],
      [table, `delete ${table}`, percent > 0 ? rule : '', ''].join('\n'),
    );
  };
  return {
    cut: (link) => {
      cut.add(link.bridge);
      plug([link]);
    },
    loss: ({ near, far }, percent, oneWay = false) => {
      drop(near, percent);
      drop(far, oneWay ? 0 : percent);
    },
    heal: (link) => {
      cut.delete(link.bridge);
      plug([link]);
      drop(link.near, 0);
      drop(link.far, 0);
    },
    close: () => switches.close(),
  };
}

function batch(namespace: string, lines: readonly string[]): void {
  run('ip', ['-n', namespace, '-batch', '-'], `${lines.join('\n')}\n`);
}
