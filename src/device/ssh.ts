import { createHash, timingSafeEqual } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { Client, type ConnectConfig } from 'ssh2';
import type { Outcome } from '../domain/diagnostics.ts';
import { algorithms } from './algorithms.ts';
import { useKeyObjects } from './cipher-keys.ts';
import { type Connection, connectionOf, type Watch } from './connection.ts';
import type { Login } from './credentials.ts';
import { type Dial, directly } from './dial.ts';
import { rememberStart } from './greeting.ts';
import type { Device } from './inventory.ts';
import { listOf, ourOffer, type readOffer } from './key-exchange-offer.ts';
import type { DeviceLimits } from './limits.ts';
import { authenticate, whyUnusable } from './ssh-auth.ts';
import { tellPublicKeyQuickly } from './x25519-keys.ts';

type ConnectOutcome = Extract<Outcome, 'unreachable' | 'auth-failed' | 'host-key-refused' | 'timed-out' | 'cancelled'>;

export interface ConnectFailure {
  ok: false;
  outcome: ConnectOutcome;
  /** What happened, on which device, what to do. */
  error: string;
}

export interface SeenHostKey {
  ok: true;
  /** `SHA256:…` of the raw key. */
  fingerprint: string;
  /** ssh-ed25519, ecdsa-sha2-nistp256 … */
  type: string;
}

/** How to get to the device; directly unless told otherwise. */
interface Way {
  signal?: AbortSignal | undefined;
  dial?: Dial | undefined;
}

/**
 * Connects and logs in once. Never rejects. The key of the device is compared with the pinned one before the user
 * name is sent; without a pin, or with another key, nobody logs in.
 */
export async function connect(
  device: Device,
  login: Login,
  limits: DeviceLimits,
  way: Way = {},
): Promise<{ ok: true; connection: Connection } | ConnectFailure> {
  const opened = await open(device, login, limits, way);
  if (!opened.ok) return { ok: false, outcome: opened.outcome, error: opened.error };
  return { ok: true, connection: connectionOf(opened.client, opened.watch, limits, device.login) };
}

/** Goes as far as the key exchange and stops; no user name is sent. Never rejects. */
export async function readHostKey(
  device: Device,
  limits: DeviceLimits,
  way: Way = {},
): Promise<SeenHostKey | ConnectFailure> {
  const opened = await open({ ...device, hostKey: null }, null, limits, way);
  // Without a login the verifier accepts no key, so nothing is ever open here.
  if (opened.ok) throw new Error(`${device.name}: a connection without a login was accepted`);
  const { seen, outcome, error } = opened;
  return outcome === 'host-key-refused' && seen ? { ok: true, ...seen } : { ok: false, outcome, error };
}

type Opened =
  | { ok: true; client: Client; watch: Watch }
  | (ConnectFailure & { seen: { fingerprint: string; type: string } | null });

async function open(
  device: Device,
  login: Login | null,
  limits: DeviceLimits,
  { signal, dial = directly }: Way,
): Promise<Opened> {
  const unusable = login && whyUnusable(login);
  if (unusable) {
    return {
      ok: false,
      outcome: 'auth-failed',
      error: `${device.name}: ${unusable}. Nothing was tried. Check credentials.${device.credentials} in ringdown.yaml.`,
      seen: null,
    };
  }
  const who = `${device.name} (${device.address}, ${device.platform})`;
  const dialled = await dial(device, limits, signal);
  if (!dialled.ok) {
    const { outcome, detail } = dialled;
    return { ok: false, outcome, error: `${who}: ${detail}${detail.endsWith('.') ? '' : '.'}`, seen: null };
  }
  return handshake(who, device, login, dialled, limits, signal);
}

function handshake(
  who: string,
  device: Device,
  login: Login | null,
  { stream: socket, calledMs }: { stream: Duplex; calledMs: number },
  limits: DeviceLimits,
  signal?: AbortSignal,
): Promise<Opened> {
  return new Promise((resolve) => {
    const client = new Client();
    const watch: Watch = { loss: null, listeners: [] };
    const greeting = rememberStart(socket);
    let seen: { fingerprint: string; type: string } | null = null;
    let lastError: (Error & { level?: string }) | null = null;
    let settled = false;

    const settle = (result: Opened) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      greeting.forget();
      signal?.removeEventListener('abort', onAbort);
      if (!result.ok) socket.destroy();
      resolve(result);
    };
    const fail = (outcome: ConnectOutcome, what: string) =>
      settle({ ok: false, outcome, error: `${who}: ${what}`, seen });
    const onAbort = () => fail('cancelled', 'cancelled while logging in.');
    const timer = setTimeout(
      () =>
        fail(
          'timed-out',
          `no login within ${limits.loginMs / 1000} s (${stage()}). The device may be overloaded or its login lines may all be in use; try again in a minute.`,
        ),
      limits.loginMs - (performance.now() - calledMs),
    );
    const stage = () => {
      if (seen) return 'the key was exchanged, then it went silent';
      return greeting.offer() ? 'it went silent in the key exchange' : 'it sent no SSH banner';
    };
    const auth = login ? authenticate(login, () => socket.destroy()) : null;

    const lose = (detail: string, keepalive = false) => {
      if (!watch.loss) {
        watch.loss = { keepalive, detail };
        for (const listener of watch.listeners) listener();
      }
      if (!settled) explain();
    };
    const explain = () => {
      if (seen && !accepted(device, login, seen.fingerprint))
        return fail('host-key-refused', keyWords(device, seen.fingerprint));
      const givenUp = auth?.givenUp() ?? null;
      if (auth && (givenUp !== null || lastError?.level === 'client-authentication')) {
        return fail(
          'auth-failed',
          `${givenUp ?? auth.refusal()}. Not tried again. Check credentials.${device.credentials} in ringdown.yaml and the account on the device.`,
        );
      }
      const mismatch = /no matching (.+)$/i.exec(lastError?.message ?? '')?.[1];
      if (mismatch) return fail('unreachable', mismatchWords(mismatch, greeting.offer(), device.legacyCrypto));
      return fail(
        'unreachable',
        `the connection was lost before the login (${lastError?.message ?? 'closed by the device'}). Try again; if it stays, look at the device's SSH server.`,
      );
    };

    // The socket tells first, so that a channel that ends at the same moment is known to be cut off.
    socket.on('error', (error) => {
      lastError = error;
      lose(`the connection broke (${error.message})`);
    });
    client.on('error', (error: Error & { level?: string }) => {
      lastError ??= error;
      if (error.level === 'client-timeout') lose('the device stopped answering keepalives', true);
      else lose(`the connection broke (${error.message})`);
    });
    socket.on('end', () => lose('the device closed the connection'));
    socket.on('close', () => lose('the device closed the connection'));
    client.on('close', () => lose('the device closed the connection'));
    client.on('change password', () => auth?.giveUp('the device wants a new password'));
    client.once('handshake', () => useKeyObjects(client));
    client.once('ready', () => settle({ ok: true, client, watch }));
    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });

    const config: ConnectConfig = {
      sock: socket,
      // Sent only after the key was accepted; without a login no key is.
      username: login?.username ?? 'nobody',
      algorithms: algorithms(device.legacyCrypto),
      readyTimeout: 0,
      keepaliveInterval: limits.keepaliveMs,
      keepaliveCountMax: limits.keepaliveCount,
      hostVerifier: (key: Buffer) => {
        seen = describeKey(key);
        return accepted(device, login, seen.fingerprint) === true;
      },
      authHandler: auth ? auth.handler : () => false,
    };
    client.connect(config);
    tellPublicKeyQuickly(client);
  });
}

/** Synchronous and literal: ssh2 takes anything but `false`, even a promise, for a yes. */
function accepted(device: Device, login: Login | null, fingerprint: string): boolean {
  if (login === null || device.hostKey === null) return false;
  const pinned = Buffer.from(device.hostKey);
  const shown = Buffer.from(fingerprint);
  return pinned.length === shown.length && timingSafeEqual(pinned, shown);
}

function describeKey(key: Buffer): { fingerprint: string; type: string } {
  const digest = createHash('sha256').update(key).digest('base64').replace(/=+$/, '');
  const typeLength = key.length >= 4 ? Math.min(key.readUInt32BE(0), 64) : 0;
  return { fingerprint: `SHA256:${digest}`, type: key.toString('latin1', 4, 4 + typeLength) };
}

function keyWords(device: Device, shown: string): string {
  if (device.hostKey === null) {
    return `no host key is pinned (the device shows ${shown}). Not logged in. Compare it on the console, then: ringdown hostkeys enroll ${device.name}`;
  }
  return `host key changed (was ${device.hostKey}, now ${shown}). Not logged in. If the device was replaced: ringdown hostkeys enroll ${device.name}`;
}

function mismatchWords(what: string, theirs: ReturnType<typeof readOffer>, legacyCrypto: boolean): string {
  const list = listOf(what);
  const ours = list === null ? 'unknown' : ourOffer(algorithms(legacyCrypto), list);
  const offered = list === null ? undefined : theirs?.[list];
  const remedy = legacyCrypto
    ? 'legacyCrypto is already on: the device needs newer software or a newer key.'
    : 'Upgrade the device, or set "legacyCrypto: true" for it in the inventory.';
  return `no common ${what}. We offer ${ours}; the device offers ${offered ?? 'unknown'}. ${remedy}`;
}
