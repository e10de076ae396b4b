import { spawn } from 'node:child_process';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { isRunning, type ProcessRecord, recordProcess } from './processes.ts';
import type { RouterProcess } from './router.ts';

/** An SSH port on the machine's loopback whose sessions live in the router. */
export interface FrontDoor {
  port: number;
  /** Nobody gets in any more; who is in stays until the router ends. */
  close(): void;
}

/**
 * Hands each connection to a real `sshd -i` in the router. A socket stays in the network it was made in, so that no
 * address, route or cable is needed between the tests and the router.
 */
export async function openFrontDoor(
  host: string,
  router: RouterProcess,
  record: (process: ProcessRecord) => void,
): Promise<FrontDoor> {
  const sshd = ['/usr/sbin/sshd', '-i', '-f', '/mnt/router/sshd_config', '-E', '/var/log/sshd.log'];
  const handOver = (socket: Socket) => {
    socket.on('error', () => socket.destroy());
    if (!isRunning(router.init)) return void socket.destroy();
    const [tool, args] = router.enter(sshd);
    const child = spawn(tool, args, {
      stdio: [socket, socket, 'ignore'],
      cwd: '/',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    });
    const started = child.pid === undefined ? null : recordProcess(child.pid);
    if (started) record(started);
    child.unref();
    // Closes only our copy of the descriptor.
    child.once('spawn', () => socket.destroy());
    child.once('error', () => socket.destroy());
  };
  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true, noDelay: true }, handOver);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port: 0 }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    // Not waited for: a server never hears the end of a connection it gave away.
    close: () => void server.close(),
  };
}
