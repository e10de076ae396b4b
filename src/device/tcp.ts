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

/** Without Nagle's algorithm each write is a packet of its own; what is written in one turn leaves in one. */
function gatherWrites(socket: Socket): void {
  const write = socket.write.bind(socket) as (...parts: unknown[]) => boolean;
  let gathering = false;
  const flush = () => {
    gathering = false;
    socket.uncork();
  };
  socket.write = (...parts: unknown[]) => {
    if (!gathering) {
      gathering = true;
      socket.cork();
      process.nextTick(flush);
    }
    return write(...parts);
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
