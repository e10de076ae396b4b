import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ssh2 from 'ssh2';

/**
 * A fleet of SSH servers in a process of its own: argv[2] of them on loopback, each answering any exec with the same
 * recorded `show version | json`. Prints one JSON line with ports and the host key's fingerprint, ends with its parent.
 */
const count = Number(process.argv[2]);
const hostKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' });
const answer = readFileSync(join(import.meta.dirname, 'version.json'));
const ports: number[] = [];

for (let i = 0; i < count; i += 1) {
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
    client.on('error', () => client.end());
    client.on('authentication', (context) => context.accept());
    client.on('ready', () =>
      client.on('session', (accept) =>
        accept().on('exec', (acceptExec) => {
          const channel = acceptExec();
          channel.write(answer);
          channel.exit(0);
          channel.end();
        }),
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ports.push((server.address() as { port: number }).port);
}
const key = ssh2.utils.parseKey(hostKey);
if (key instanceof Error) throw key;
console.log(JSON.stringify({ ports, hostKey: key.getPublicSSH().toString('base64') }));
process.stdin.on('end', () => process.exit(0)).resume();
