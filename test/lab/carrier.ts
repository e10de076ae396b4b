import { spawn } from 'node:child_process';
import { run } from './commands.ts';
import { diesWithUs, type ProcessRecord, recordProcess } from './processes.ts';
import type { LinkEnd } from './topology.ts';

/** Tells which interfaces of the routers are switched on, and says when that may have changed. */
export interface Switches {
  isOn(end: LinkEnd): boolean;
  /** No call of `changed` after this. */
  close(): void;
}

/** Listens to the kernel in each router's network namespace; every listener is told to `record`. */
export function watchSwitches(
  routers: readonly string[],
  namespaceOf: (router: string) => string,
  changed: () => void,
  record: (process: ProcessRecord) => void,
): Switches {
  const on = new Map<string, ReadonlySet<string>>();
  const look = (router: string) => {
    const interfaces: { ifname: string; flags: string[] }[] = JSON.parse(
      run('ip', ['-n', namespaceOf(router), '-json', 'link']),
    );
    on.set(router, new Set(interfaces.filter(({ flags }) => flags.includes('UP')).map(({ ifname }) => ifname)));
  };
  const listeners = routers.map((router) => {
    look(router);
    const [tool, args] = diesWithUs(['ip', '-n', namespaceOf(router), 'monitor', 'link']);
    const listener = spawn(tool, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    const started = listener.pid === undefined ? null : recordProcess(listener.pid);
    if (started) record(started);
    return listener.stdout.on('data', () => {
      look(router);
      changed();
    });
  });
  return {
    isOn: (end) => on.get(end.router)?.has(end.interface) ?? false,
    close: () => {
      for (const output of listeners) output.destroy();
    },
  };
}
