import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { waitForConvergence } from './convergence.ts';
import { openFrontDoor } from './front-door.ts';
import type { igpDaemons } from './igp-config.ts';
import { generateKey, logins } from './keys.ts';
import { type LabFolder, openLabFolder } from './lab-folder.ts';
import { type RouterProcess, startRouter } from './router.ts';
import { writeRouterFiles } from './router-files.ts';
import { type Link, linkBetween, planLab, routerIn, type Topology } from './topology.ts';
import { layWires, type Wires } from './wires.ts';

/** Where one login finds one router, and what to expect there. */
export interface SshTarget {
  host: string;
  port: number;
  username: string;
  /** OpenSSH private key. */
  privateKey: string;
  /** The same key in a file that only its owner may read. */
  privateKeyFile: string;
  /** `SHA256:…` of the router. */
  hostKey: string;
}

type Daemon = 'zebra' | 'staticd' | 'bgpd' | (typeof igpDaemons)[number];

/** Real routers: FRR behind OpenSSH, each in namespaces of its own. */
export interface Lab extends Omit<Wires, 'close'> {
  /** Everything the lab wrote is in here. */
  folder: string;
  routers: readonly string[];
  /** Milliseconds from the start of `startLab` until SSH answered, and until every route was in every kernel. */
  times: { readyMs: number; convergedMs: number };
  link(near: string, far: string): Link;
  loopback(router: string): string;
  sshTarget(router: string, login: 'read' | 'write'): SshTarget;
  /** The inventory file of ringdown for these routers. */
  inventory(): string;
  /** The test's own truth: straight into the router, past SSH and past ringdown. Throws when vtysh exits with an error. */
  vtysh(router: string, ...commands: string[]): Promise<string>;
  /** Any program in the router, as root; its standard output. */
  exec(router: string, program: readonly string[]): Promise<string>;
  killDaemon(router: string, daemon: Daemon): Promise<void>;
  converged(): Promise<void>;
  /** Leaves no process, namespace, mount or folder. Does nothing the second time. */
  stop(): Promise<void>;
}

/** Starts the routers and waits until they converged. Needs root and the programs in test/support/needs.ts; what a failed start made is taken away. */
export async function startLab(topology: Topology): Promise<Lab> {
  const folder = openLabFolder();
  const open: { close(): void }[] = [];
  const stop = async () => {
    for (const part of open.splice(0)) part.close();
    await folder.clear();
  };
  try {
    return { ...(await start(topology, folder, open)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(topology: Topology, folder: LabFolder, open: { close(): void }[]): Promise<Omit<Lab, 'stop'>> {
  const startedMs = performance.now();
  const plan = planLab(topology);
  const keys = { read: generateKey(), write: generateKey() };
  const keyFile = (login: 'read' | 'write') => join(folder.path, logins[login].user);
  for (const login of ['read', 'write'] as const) writeFileSync(keyFile(login), keys[login].private, { mode: 0o600 });

  const namespaceOf = new Map(plan.routers.map(({ name }) => [name, folder.addNamespace(name)]));
  const wires = layWires(folder.addNamespace('wire'), plan, (name) => found(namespaceOf, name), folder.record);
  open.push(wires);
  const running = new Map<string, Running>(
    await allOf(
      plan.routers.map(async (router, index): Promise<[string, Running]> => {
        const hostKey = generateKey();
        const authorized = { read: keys.read.public, write: keys.write.public };
        const place = join(folder.path, router.name);
        writeRouterFiles(place, router, plan.routers, { host: hostKey.private, authorized });
        const namespace = found(namespaceOf, router.name);
        const process = await startRouter({ name: router.name, namespace, folder: place }, folder.record);
        const host = `127.77.0.${index + 1}`;
        const door = await openFrontDoor(host, process, folder.record);
        open.push(door);
        return [router.name, { process, host, port: door.port, hostKey: hostKey.fingerprint }];
      }),
    ),
  );
  const exec = (router: string, program: readonly string[]) => found(running, router).process.exec(program);
  const converged = () => waitForConvergence(plan.routers, exec);
  const readyMs = performance.now() - startedMs;
  await converged();

  return {
    cut: wires.cut,
    loss: wires.loss,
    heal: wires.heal,
    folder: folder.path,
    routers: plan.routers.map(({ name }) => name),
    times: { readyMs, convergedMs: performance.now() - startedMs },
    link: (near, far) => linkBetween(plan.links, near, far),
    loopback: (router) => routerIn(plan.routers, router).loopback,
    sshTarget: (router, login) => {
      const { host, port, hostKey } = found(running, router);
      return {
        host,
        port,
        username: logins[login].user,
        privateKey: keys[login].private,
        privateKeyFile: keyFile(login),
        hostKey,
      };
    },
    inventory: () =>
      stringify({
        devices: Object.fromEntries(
          plan.routers.map(({ name, site, role }) => {
            const { host: address, port, hostKey } = found(running, name);
            return [
              name,
              {
                platform: 'frr',
                address,
                port,
                hostKey,
                site,
                role,
                tags: ['lab'],
                credentials: 'default',
                login: 'vtysh',
              },
            ];
          }),
        ),
      }),
    vtysh: (router, ...commands) => exec(router, ['vtysh', ...commands.flatMap((command) => ['-c', command])]),
    exec,
    killDaemon: async (router, daemon) => void (await exec(router, ['sh', '-c', killedAndGone(daemon)])),
    converged,
  };
}

/** While a killed process still dies, its socket takes connections. */
function killedAndGone(daemon: Daemon): string {
  return `pid=$(cat /run/frr/${daemon}.pid) && kill -KILL "$pid"
for look in $(seq 200); do
  grep -qs '^State:[[:space:]]*[^ZX[:space:]]' "/proc/$pid/status" || exit 0
  sleep 0.02
done
echo "${daemon} does not die" >&2; exit 1`;
}

/** Like Promise.all, but fails only when all have settled: nothing starts while a failed lab is taken away. */
async function allOf<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

interface Running {
  process: RouterProcess;
  host: string;
  port: number;
  hostKey: string;
}

function found<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined) throw new Error(`no router ${name} in this lab; there are ${[...map.keys()].join(', ')}`);
  return value;
}
