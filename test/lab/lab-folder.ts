import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { namespaces, run } from './commands.ts';
import { isRunning, killRecorded, type ProcessRecord, recordProcess, waitUntilGone } from './processes.ts';

/** What a lab leaves on the machine while it is up: a folder, namespaces whose names begin like it, processes. */
export interface LabFolder {
  path: string;
  /** Makes a network namespace; its name. */
  addNamespace(name: string): string;
  /** Notes a process that `clear` has to end. */
  record(process: ProcessRecord): void;
  /** Ends the noted processes, then takes namespaces and folder away. Does nothing the second time. */
  clear(): Promise<void>;
}

const prefix = 'ringdown-lab-';

/** The name tells whose lab it is, so that the lab of a killed process is found and cleared by the next one. */
export function openLabFolder(): LabFolder {
  const owner = recordProcess(process.pid);
  if (!owner) throw new Error('/proc does not show this process; the lab needs Linux');
  clearAbandoned();
  const path = mkdtempSync(join(tmpdir(), `${prefix}${owner.pid}-${owner.startTick}-`));
  const records: ProcessRecord[] = [];
  return {
    path,
    addNamespace: (name) => {
      const namespace = `${basename(path)}-${name}`;
      run('ip', ['netns', 'add', namespace]);
      return namespace;
    },
    record: (process) => void records.push(process),
    clear: async () => {
      for (const process of records) killRecorded(process);
      await waitUntilGone(records);
      removeRemains(path);
    },
  };
}

/** The routers of a killed process died with it; its namespaces and its folder did not. */
function clearAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid, startTick] = /^ringdown-lab-(\d+)-(\d+)-/.exec(name) ?? [];
    if (pid === undefined || startTick === undefined) continue;
    if (!isRunning({ pid: Number(pid), startTick })) removeRemains(join(tmpdir(), name));
  }
}

function removeRemains(path: string): void {
  for (const namespace of namespaces())
    if (namespace.startsWith(`${basename(path)}-`)) run('ip', ['netns', 'del', namespace]);
  rmSync(path, { recursive: true, force: true });
}
