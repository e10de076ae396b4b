import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { net } from '../../src/cli/net.ts';
import type { DiagnosticName, DiagnosticResult } from '../../src/domain/diagnostics.ts';
import type { Lab } from './lab.ts';

/** `ringdown net … --json` on the routers of a lab; its result. Throws with what it complained about when it printed none. */
export type Terminal = <N extends DiagnosticName>(diagnostic: N, words: string) => Promise<DiagnosticResult<N>>;

/** Writes the config and the inventory into the lab's folder. Each question logs in anew. */
export function terminalOf(lab: Lab): Terminal {
  const config = join(lab.folder, 'ringdown.yaml');
  const { username, privateKeyFile } = lab.sshTarget('leaf1', 'read');
  writeFileSync(join(lab.folder, 'inventory.yaml'), lab.inventory(), { mode: 0o600 });
  writeFileSync(
    config,
    [
      'inventory: ./inventory.yaml',
      'pingDestinations: [192.0.2.0/24, 198.51.100.0/24, 2001:db8::/32]',
      'credentials:',
      `  default: { read: { username: ${username}, privateKey: "file:${privateKeyFile}" } }`,
      '',
    ].join('\n'),
    { mode: 0o600 },
  );
  return async <N extends DiagnosticName>(diagnostic: N, words: string) => {
    let printed = '';
    let complained = '';
    await net([diagnostic, ...words.split(' '), '--json', '--config', config], {
      env: {},
      cwd: lab.folder,
      osUser: 'lab',
      stdin: process.stdin,
      out: (text) => {
        printed += text;
      },
      err: (text) => {
        complained += text;
      },
      isTerminal: false,
      columns: 120,
      ask: async () => '',
      stopped: new Promise(() => {}),
    });
    if (printed === '') throw new Error(`ringdown net ${diagnostic} ${words}: ${complained}`);
    return JSON.parse(printed) as DiagnosticResult<N>;
  };
}
