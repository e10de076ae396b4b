import { createHash } from 'node:crypto';
import { connect as connectTcp, createServer, type Socket, type Server as TcpServer } from 'node:net';
import ssh2, { type Algorithms, type AuthContext, type Connection, type ServerChannel } from 'ssh2';

/** What a scripted device does; everything that is absent is done well. */
export interface Script {
  /** Takes the raw socket instead of SSH; for devices that never get that far. */
  onSocket?: (socket: Socket) => void;
  /** Another server key than the one that `fingerprint` names. */
  impostor?: boolean;
  /** Shown before the login. */
  banner?: string;
  algorithms?: Algorithms;
  /** Offered methods and their verdict; default: any key and the password "correct". */
  authenticate?: (auth: AuthContext, device: ScriptedDevice) => void;
  /** Answers one exec channel; 'refuse' refuses the channel, 'ignore' never answers. */
  exec?: ((command: string, channel: ServerChannel, device: ScriptedDevice) => void) | 'refuse' | 'ignore';
  /** Plays one terminal. */
  shell?: ((channel: ServerChannel, device: ScriptedDevice) => void) | 'refuse' | 'ignore';
  /** Passes connections on to other ports of this machine, as a jump host does. */
  forward?: boolean;
  /** Session channels per connection that are accepted; the others get "open failed". */
  channelsPerConnection?: number;
  /** Asked for each session channel. */
  acceptChannel?: () => boolean;
}

export interface ScriptedDevice {
  port: number;
  fingerprint: string;
  /** What the device saw, in order; the checker's truth. */
  seen: Seen[];
  /** All bytes that arrived on shell channels and all exec commands. */
  received(): string;
  connections(): number;
  openSockets(): number;
  /** Resets every open connection. */
  reset(): void;
  /** Ends every open connection in order. */
  hangUp(): void;
  /** Black hole: nothing is read and nothing answered any more, but the connections stay. */
  freeze(): void;
  script: Script;
  close(): Promise<void>;
}

type Seen =
  | { kind: 'connected' | 'closed' | 'shell' }
  | { kind: 'user'; user: string; method: string }
  | { kind: 'exec'; command: string }
  | { kind: 'forward'; port: number }
  | { kind: 'bytes'; text: string };

/** A real SSH server on loopback that does what the script says, stage by stage. */
export async function startScriptedDevice(script: Script = {}): Promise<ScriptedDevice> {
  const key = generateHostKey();
  const otherKey = generateHostKey();
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;

  const device: ScriptedDevice = {
    port: 0,
    fingerprint: key.fingerprint,
    seen,
    script,
    received: () =>
      seen
        .map((entry) => (entry.kind === 'bytes' ? entry.text : entry.kind === 'exec' ? `${entry.command}\n` : ''))
        .join(''),
    connections: () => connections,
    openSockets: () => sockets.size,
    reset: () => {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    hangUp: () => {
      for (const socket of sockets) socket.end();
    },
    freeze: () => {
      for (const socket of sockets) socket.removeAllListeners('data').pause();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => door.close(() => resolve()));
    },
  };

  const door: TcpServer = createServer((socket) => {
    sockets.add(socket);
    connections += 1;
    seen.push({ kind: 'connected' });
    socket.setNoDelay(true);
    socket.on('close', () => {
      sockets.delete(socket);
      seen.push({ kind: 'closed' });
    });
    socket.on('error', () => socket.destroy());
    if (device.script.onSocket) device.script.onSocket(socket.resume());
    else sshServer().injectSocket(socket);
  });

  function sshServer() {
    const { impostor, banner, algorithms } = device.script;
    return new ssh2.Server(
      {
        hostKeys: [impostor ? otherKey.private : key.private],
        ...(banner === undefined ? {} : { banner }),
        ...(algorithms ? { algorithms } : {}),
      },
      serve,
    );
  }

  function serve(connection: Connection): void {
    let channels = 0;
    connection.on('error', () => connection.end());
    connection.on('authentication', (auth) => {
      if (auth.method !== 'none') seen.push({ kind: 'user', user: auth.username, method: auth.method });
      (device.script.authenticate ?? acceptAnyKey)(auth, device);
    });
    connection.on('tcpip', (accept, reject, { destPort }) => {
      seen.push({ kind: 'forward', port: destPort });
      if (!device.script.forward) return void reject();
      const far = connectTcp({ host: '127.0.0.1', port: destPort, noDelay: true });
      far.once('error', () => reject());
      far.once('connect', () => {
        const near = accept();
        near.on('error', () => far.destroy());
        far.on('error', () => near.destroy());
        far.pipe(near).pipe(far);
      });
    });
    connection.on('session', (accept, reject) => {
      channels += 1;
      if (channels > (device.script.channelsPerConnection ?? Number.POSITIVE_INFINITY)) return void reject();
      if (device.script.acceptChannel?.() === false) return void reject();
      const session = accept();
      session.on('pty', (acceptPty) => acceptPty?.());
      session.on('exec', (acceptExec, rejectExec, { command }) => {
        const { exec } = device.script;
        if (exec === 'ignore') return;
        if (exec === 'refuse' || !exec) return void rejectExec?.();
        seen.push({ kind: 'exec', command });
        const channel = acceptExec();
        channel.on('error', () => channel.destroy());
        channel.on('data', (data: Buffer) => seen.push({ kind: 'bytes', text: data.toString('latin1') }));
        exec(command, channel, device);
      });
      session.on('shell', (acceptShell, rejectShell) => {
        const { shell } = device.script;
        if (shell === 'ignore') return;
        if (shell === 'refuse' || !shell) return void rejectShell?.();
        seen.push({ kind: 'shell' });
        const channel = acceptShell();
        channel.on('error', () => channel.destroy());
        channel.on('data', (data: Buffer) => seen.push({ kind: 'bytes', text: data.toString('latin1') }));
        shell(channel, device);
      });
    });
  }

  device.port = await new Promise<number>((resolve, reject) => {
    door.once('error', reject);
    door.listen(0, '127.0.0.1', () => {
      const address = door.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return device;
}

/** A key that clients may log in with, as an OpenSSH private key. */
export function generateClientKey(): string {
  return generateHostKey().private;
}

/** An exec answer with an exit status, like a well-behaved device. */
export function answer(channel: ServerChannel, text: string, status = 0): void {
  channel.write(text);
  channel.exit(status);
  channel.end();
}

/**
 * A terminal that echoes lines, runs `reply` for each and prints the prompt again. `reply` returns the text of the
 * answer with "\n" line ends, or null to go silent.
 */
export function playTerminal(
  channel: ServerChannel,
  options: {
    prompt: string | (() => string);
    motd?: string;
    echo?: (line: string) => string;
    reply: (line: string, write: (text: string) => void) => string | null;
    /** Sends text in pieces of this many bytes. */
    chunk?: number;
  },
): void {
  const { motd = '', echo = (line) => `${line}\r\n`, chunk } = options;
  const prompt = () => (typeof options.prompt === 'string' ? options.prompt : options.prompt());
  const write = (text: string) => {
    const bytes = Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1');
    if (chunk === undefined) return void channel.write(bytes);
    for (let at = 0; at < bytes.length; at += chunk) channel.write(bytes.subarray(at, at + chunk));
  };
  write(motd + prompt());
  let input = '';
  let silent = false;
  channel.on('data', (data: Buffer) => {
    input += data.toString('latin1');
    for (let end = input.indexOf('\n'); end !== -1 && !silent; end = input.indexOf('\n')) {
      const line = input.slice(0, end);
      input = input.slice(end + 1);
      write(echo(line));
      const text = line === '' ? '' : options.reply(line, write);
      if (text === null) {
        silent = true;
        return;
      }
      write(text + prompt());
    }
  });
}

function acceptAnyKey(auth: AuthContext): void {
  const correct = auth.method === 'publickey' || (auth.method === 'password' && auth.password === 'correct');
  if (correct) auth.accept();
  else auth.reject(['publickey', 'password']);
}

function generateHostKey(): { private: string; fingerprint: string } {
  // ssh2 1.17 now and then writes an Ed25519 key that it cannot read back.
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519');
    const parsed = ssh2.utils.parseKey(pair.private);
    if (parsed instanceof Error) continue;
    const digest = createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '');
    return { private: pair.private, fingerprint: `SHA256:${digest}` };
  }
}
