import { execFile, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadInventory } from '../../src/device/inventory.ts';
import type { Fleet } from './fleet.ts';
import { ourFanOut } from './our-client.ts';
import { median, ratioText } from './statistics.ts';

const run = promisify(execFile);

/** The OpenSSH client in parallel, and netmiko where it is installed, over a part of the fleet; per device. */
export async function benchPeers(fleet: Fleet, rounds: number): Promise<string> {
  const ports = fleet.ports.slice(0, deviceCount);
  // It takes fifty times as long, and as long per device whatever their number.
  const fewPorts = ports.slice(0, 100);
  const inventory = loadInventory(fleet.inventory(ports));
  const keyFile = join(fleet.dir, 'key');
  writeFileSync(keyFile, fleet.privateKey, { mode: 0o600 });
  const version = await netmikoVersion();
  const script = join(fleet.dir, 'read.py');
  writeFileSync(script, netmikoScript);
  const jobs: [string, readonly number[], () => Promise<unknown>][] = [
    ['ringdown', ports, () => ourFanOut(inventory, fleet.privateKey)],
    ['OpenSSH client, one per command, 8 at once', ports, () => openSsh(ports, keyFile, fleet.commands)],
    ...(version === null
      ? []
      : [
          [
            `netmiko ${version}, 32 threads, ${fewPorts.length} of them`,
            fewPorts,
            () => run(python, [script, keyFile, ...fleet.commands, ...fewPorts.map(String)], { maxBuffer: 1 << 26 }),
          ] satisfies [string, readonly number[], () => Promise<unknown>],
        ]),
  ];
  const walls = new Map<string, number[]>(jobs.map(([name]) => [name, []]));
  await ourFanOut(inventory, fleet.privateKey);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, asked, job] of jobs) {
      const from = performance.now();
      await job();
      walls.get(name)?.push((performance.now() - from) / asked.length);
    }
  }
  const ours = walls.get('ringdown') ?? [];
  return [
    `## ${ports.length} devices, two commands each, cold, beside other clients`,
    '',
    '| | wall per device | times ours | bar |',
    '|---|---|---|---|',
    ...jobs.map(
      ([name], i) =>
        `| ${name} | ${median(walls.get(name) ?? []).toFixed(1)} ms | ${i === 0 ? '1' : ratioText(walls.get(name) ?? [], ours)} | ${i === 1 ? 'at least 8' : ''} |`,
    ),
    '',
    version === null
      ? 'netmiko is not installed here (Debian: python3-netmiko).'
      : 'netmiko logs in once per device and drives its terminal; its start is part of the time, as the start of each ssh is.',
    '',
  ].join('\n');
}

const deviceCount = 300;

/** The one that Debian's packages belong to. */
const python = '/usr/bin/python3';

/** What a shell script would do: `xargs -P`, one ssh per command. */
function openSsh(ports: readonly number[], keyFile: string, commands: readonly string[]): Promise<void> {
  const options = [
    '-F/dev/null',
    '-oBatchMode=yes',
    '-oStrictHostKeyChecking=no',
    '-oUserKnownHostsFile=/dev/null',
    '-oGlobalKnownHostsFile=/dev/null',
    '-oIdentitiesOnly=yes',
    '-oLogLevel=ERROR',
    `-i${keyFile}`,
  ].join(' ');
  const script = commands.map((line) => `ssh ${options} -p "$1" bench@127.0.0.1 '${line}' </dev/null`).join(' && ');
  return new Promise((resolve, reject) => {
    const child = spawn('xargs', ['-P8', '-n1', 'sh', '-c', script, 'sh'], { stdio: ['pipe', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`xargs ended with ${code}`))));
    child.stdin.end(ports.join('\n'));
  });
}

async function netmikoVersion(): Promise<string | null> {
  try {
    return (await run(python, ['-c', 'import netmiko; print(netmiko.__version__)'])).stdout.trim();
  } catch (error) {
    console.error(`no netmiko: ${(error as Error).message.split('\n')[0]}`);
    return null;
  }
}

const netmikoScript = `
import sys
from concurrent.futures import ThreadPoolExecutor
from netmiko import ConnectHandler
key, first, second, ports = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
def read(port):
    with ConnectHandler(device_type="juniper_junos", host="127.0.0.1", port=int(port), username="bench", password="",
                        use_keys=True, key_file=key, allow_agent=False) as device:
        for command in (first, second):
            if "{" not in device.send_command(command):
                raise SystemExit("no answer from " + port)
with ThreadPoolExecutor(32) as pool:
    list(pool.map(read, ports))
`;
