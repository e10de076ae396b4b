import { readFileSync } from 'node:fs';
import { createServer, type Server as TcpServer } from 'node:net';
import { join } from 'node:path';
import ssh2, { type ServerChannel } from 'ssh2';
import { useKeyObjects } from '../../src/device/cipher-keys.ts';
import { signingKey } from '../../src/device/signing-key.ts';
import { platforms } from '../../src/platforms/index.ts';
import { readerOf } from '../../src/platforms/platform.ts';
import { newKey } from './new-key.ts';

/**
 * A fleet of SSH servers in a process of its own: argv[2] of them on loopback, argv[3] more that take a TCP connection
 * and never say a word. Each answers what `version` asks of Junos, on exec channels and on a terminal. Prints one JSON
 * line with the ports and the host key, ends with its parent. Its keys are key objects as ours are, so that every client
 * is measured and not what ssh2's server makes of raw keys.
 */
const [count, silentCount] = process.argv.slice(2).map(Number) as [number, number];
const samples = join(import.meta.dirname, '../platforms/juniper_junos/version');
const reader = readerOf(platforms.juniper_junos, 'version');
if ('unsupported' in reader) throw new Error(reader.unsupported);
const answers = new Map(
  reader
    .commands({})
    .map(({ line }, index) => [line, readFileSync(join(samples, index === 0 ? 'json.raw' : `json.${index + 1}.raw`))]),
);
const prompt = 'bench@sw> ';
const { privateKey, publicSsh } = newKey();
const hostKey = signingKey(privateKey);

function serveExec(command: string, channel: ServerChannel): void {
  channel.write(answers.get(command) ?? '');
  channel.exit(0);
  channel.end();
}

function serveShell(channel: ServerChannel): void {
  let input = '';
  channel.write(prompt);
  channel.on('data', (data: Buffer) => {
    input += data.toString('latin1');
    let shown = '';
    for (let end = input.indexOf('\n'); end !== -1; end = input.indexOf('\n')) {
      const line = input.slice(0, end);
      input = input.slice(end + 1);
      const answer = answers.get(line)?.toString('latin1').replaceAll('\n', '\r\n') ?? '';
      shown += `${line}\r\n${answer}${prompt}`;
    }
    if (shown !== '') channel.write(shown);
  });
}

function sshServer(): TcpServer {
  const ssh = new ssh2.Server({ hostKeys: [{ key: hostKey }] }, (client) => {
    client.on('error', () => client.end());
    client.on('handshake', () => useKeyObjects(client));
    client.on('authentication', (context) =>
      context.method === 'publickey' ? context.accept() : context.reject(['publickey']),
    );
    client.on('session', (accept) => {
      const session = accept();
      session.on('pty', (acceptPty) => acceptPty?.());
      session.on('exec', (acceptExec, _reject, { command }) => serveExec(command, acceptExec()));
      session.on('shell', (acceptShell) => serveShell(acceptShell()));
    });
  });
  return createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    ssh.injectSocket(socket);
  });
}

async function listen(server: TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}

const ports: number[] = [];
for (let i = 0; i < count; i += 1) ports.push(await listen(sshServer()));
const silentPorts: number[] = [];
for (let i = 0; i < silentCount; i += 1)
  silentPorts.push(await listen(createServer((socket) => socket.on('error', () => socket.destroy()).resume())));
console.log(JSON.stringify({ ports, silentPorts, hostKey: publicSsh, commands: [...answers.keys()] }));
process.stdin.on('end', () => process.exit(0)).resume();
