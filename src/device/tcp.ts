import { connect as connectTcp, type Socket } from 'node:net';

export type TcpResult =
  | { ok: true; socket: Socket }
  | { ok: false; reason: 'timed-out' | 'cancelled' | 'refused'; detail: string };

/** Opens a TCP connection with Nagle's algorithm off: with it on, every SSH channel waits 40 ms for a delayed ACK. */
export function openTcp(
  address: string,
  port: number,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<TcpResult> {
  return new Promise((resolve) => {
    const socket = connectTcp({ host: address, port, noDelay: true });
    const finish = (result: TcpResult) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket.off('connect', onConnect);
      if (result.ok) socket.off('error', onError);
      // A socket that is given up may still report an error; it must not end the process.
      else socket.on('error', () => socket.destroy()).destroy();
      resolve(result);
    };
    const onConnect = () => {
      gatherWrites(socket);
      finish({ ok: true, socket });
    };
    const onError = (error: NodeJS.ErrnoException) =>
      finish({ ok: false, reason: 'refused', detail: tcpWords[error.code ?? ''] ?? error.message });
    const onAbort = () => finish({ ok: false, reason: 'cancelled', detail: 'cancelled' });
    const timer = setTimeout(
      () => finish({ ok: false, reason: 'timed-out', detail: `no TCP answer within ${timeoutMs / 1000} s` }),
      timeoutMs,
    );
    socket.once('connect', onConnect);
    socket.once('error', onError);
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/**
 * Without Nagle's algorithm each write is a packet of its own, and ssh2 makes three of each message; what is written in
 * one turn leaves in one.
 */
function gatherWrites(socket: Socket): void {
  const write = socket.write.bind(socket) as (bytes: Uint8Array) => boolean;
  const end = socket.end.bind(socket) as () => Socket;
  let parts: Uint8Array[] = [];
  const flush = () => {
    const [first] = parts;
    if (first === undefined) return;
    const bytes = parts.length === 1 ? first : Buffer.concat(parts);
    parts = [];
    if (socket.writable) write(bytes);
  };
  socket.write = (bytes: Uint8Array | string) => {
    if (parts.length === 0) process.nextTick(flush);
    parts.push(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
    return !socket.writableNeedDrain;
  };
  socket.end = () => {
    flush();
    return end();
  };
}

const tcpWords: Record<string, string> = {
  ECONNREFUSED: 'the TCP connection was refused',
  ECONNRESET: 'the TCP connection was reset',
  EHOSTUNREACH: 'no route to the device',
  ENETUNREACH: 'no route to the network of the device',
  ENOTFOUND: 'its host name does not resolve',
  EAI_AGAIN: 'its host name does not resolve right now',
  ETIMEDOUT: 'no TCP answer',
};
