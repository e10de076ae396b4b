import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type Socket, type Server as TcpServer } from 'node:net';
import ssh2, { type AuthContext, type Connection, type ParsedKey, type Server as SshServer } from 'ssh2';
import { generateKeyPair } from '../key-pair.ts';
import { runExec } from './channel-io.ts';
import type { DeviceCli } from './cli.ts';
import { doorFaults, type Fault } from './faults.ts';
import { runShell } from './terminal.ts';
import type { TranscriptEntry } from './transcript.ts';

export interface Account {
  user: string;
  readOnly: boolean;
  /** One line of an OpenSSH public key file. */
  publicKey: string;
  password?: string;
}

export interface SshDevice {
  port: number;
  /** `SHA256:…` as OpenSSH prints it; also while another key is shown. */
  hostKeySha256: string;
  transcript: readonly TranscriptEntry[];
  /** Resolves when the door is as asked, e.g. listening again. */
  setFault(fault: Fault | null): Promise<void>;
  close(): Promise<void>;
}

/** One device's SSH server on loopback. Throws when an account's key cannot be read. */
export async function startSshDevice(options: {
  host: string;
  ident: string;
  accounts: readonly Account[];
  cli: DeviceCli;
  nowMs: () => number;
}): Promise<SshDevice> {
  const accounts = options.accounts.map((account) => ({ ...account, key: parseKey(account.publicKey, account.user) }));
  const hostKey = generateHostKey();
  const otherHostKey = generateHostKey();
  const transcript: TranscriptEntry[] = [];
  const sockets = new Set<Socket>();
  let fault: Fault | null = null;
  let channels = 0;

  const ssh = sshServer(hostKey.private);
  const impostor = sshServer(otherHostKey.private);
  const door = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => sockets.delete(socket));
    // A client that drops its connection is not our failure.
    socket.on('error', () => socket.destroy());
    if (fault === 'no-banner') return;
    (fault === 'new-host-key' ? impostor : ssh).injectSocket(socket);
  });
  const port = await listen(door, options.host, 0);

  function sshServer(key: string): SshServer {
    return new ssh2.Server({ hostKeys: [key], ident: options.ident }, serve);
  }

  function serve(connection: Connection): void {
    let account: (typeof accounts)[number] | undefined;
    connection.on('error', () => connection.end());
    connection.on('authentication', (auth) => {
      account = accounts.find(({ user }) => user === auth.username);
      authenticate(auth, fault === 'auth-fail' ? undefined : account);
    });
    connection.on('session', (accept) => {
      const opened = accept();
      let pty: { rows: number } | null = null;
      opened.on('pty', (acceptPty, _reject, info) => {
        pty = { rows: info.rows };
        acceptPty?.();
      });
      opened.on('window-change', (acceptChange) => acceptChange?.());
      const start = (kind: 'exec' | 'shell') => {
        channels += 1;
        const channel = channels;
        const login = { user: account?.user ?? '', readOnly: account?.readOnly ?? true, kind };
        return {
          session: options.cli(login),
          fault: () => fault,
          dropConnection: () => connection.end(),
          received: (line: string) =>
            transcript.push({ atMs: options.nowMs(), account: login.user, channel, kind, line }),
        };
      };
      opened.on('shell', (acceptShell) => {
        const channel = acceptShell();
        if (fault === 'hang-after-login') return;
        runShell({ ...start('shell'), channel }, pty);
      });
      opened.on('exec', (acceptExec, _reject, { command }) => {
        const channel = acceptExec();
        const context = { ...start('exec'), channel };
        if (fault === 'hang-after-login') {
          context.received(command);
          return;
        }
        void runExec(context, command);
      });
    });
  }

  return {
    port,
    hostKeySha256: hostKey.sha256,
    transcript,
    async setFault(next) {
      const before = fault;
      fault = next;
      if (next !== null && doorFaults.includes(next)) for (const socket of sockets) socket.destroy();
      if (next === 'refuse' && before !== 'refuse') await stopListening(door);
      if (next !== 'refuse' && before === 'refuse') await listen(door, options.host, port);
    },
    async close() {
      const stopped = door.listening ? stopListening(door) : Promise.resolve();
      for (const socket of sockets) socket.destroy();
      await stopped;
    },
  };
}

function authenticate(auth: AuthContext, account: (Account & { key: ParsedKey }) | undefined): void {
  const password = account?.password;
  const methods =
    password === undefined ? (['publickey'] as const) : (['publickey', 'keyboard-interactive', 'password'] as const);
  const decide = (admitted: boolean) => (admitted ? auth.accept() : auth.reject([...methods]));
  if (account && auth.method === 'publickey') {
    const known = auth.key.algo === account.key.type && sameBytes(auth.key.data, account.key.getPublicSSH());
    // The first request only asks whether the key would do; the second one is signed.
    const signed =
      !auth.signature || (auth.blob && account.key.verify(auth.blob, auth.signature, auth.hashAlgo) === true);
    decide(known && signed === true);
  } else if (password !== undefined && auth.method === 'password') {
    decide(sameBytes(Buffer.from(auth.password), Buffer.from(password)));
  } else if (password !== undefined && auth.method === 'keyboard-interactive') {
    auth.prompt([{ prompt: 'Password: ', echo: false }], ([answer = '']) =>
      decide(sameBytes(Buffer.from(answer), Buffer.from(password))),
    );
  } else {
    decide(false);
  }
}

function sameBytes(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function parseKey(text: string, user: string): ParsedKey {
  const key = ssh2.utils.parseKey(text);
  if (key instanceof Error) throw new Error(`key of ${user}: ${key.message}`, { cause: key });
  return key;
}

function generateHostKey(): { private: string; sha256: string } {
  const pair = generateKeyPair();
  const key = parseKey(pair.private, 'the host');
  const digest = createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=+$/, '');
  return { private: pair.private, sha256: `SHA256:${digest}` };
}

function listen(server: TcpServer, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function stopListening(server: TcpServer): Promise<void> {
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}
