import type { CliIo, CommandResult, DeviceContext } from '../cli.ts';
import { trace } from '../probe.ts';
import { ping } from '../reachability.ts';
import { isIpv4 } from '../routing.ts';
import { linuxTraceLine, milliseconds, percent } from '../text.ts';

/** vtysh hands over to iputils ping without a count: it ends with Ctrl-C, then prints its statistics, or with the channel. */
export async function frrPing(context: DeviceContext, io: CliIo, destination: string): Promise<CommandResult> {
  if (!isIpv4(destination)) {
    io.write(`ping: ${destination}: Name or service not known\n`);
    return 'rejected';
  }
  io.write(`PING ${destination} (${destination}) 56(84) bytes of data.\n`);
  const done = await ping(context, io, {
    destination,
    count: null,
    intervalMs: 1000,
    timeoutMs: 1000,
    firstSequence: 1,
    reply: (sequence, ttl, rttMs) =>
      `64 bytes from ${destination}: icmp_seq=${sequence} ttl=${ttl} time=${milliseconds(rttMs)} ms`,
    unreachable: 'ping: connect: Network is unreachable',
  });
  if (done === null) return 'rejected';
  const { sent, received, lossPercent, durationMs, min, avg, max, deviation } = done;
  io.write(`\n--- ${destination} ping statistics ---\n`);
  io.write(
    `${sent} packets transmitted, ${received} received, ${percent(lossPercent)}% packet loss, time ${durationMs}ms\n`,
  );
  const rtt = [min, avg, max, deviation].map(milliseconds).join('/');
  io.write(received > 0 ? `rtt min/avg/max/mdev = ${rtt} ms\n` : '\n');
  return 'ok';
}

/** Linux' traceroute, three probes per hop. */
export async function frrTraceroute(context: DeviceContext, io: CliIo, destination: string): Promise<CommandResult> {
  if (!isIpv4(destination)) {
    io.write(`${destination}: Name or service not known\n`);
    return 'rejected';
  }
  io.write(`traceroute to ${destination} (${destination}), 30 hops max, 60 byte packets\n`);
  const hops = trace(context.network(), context.device.name, destination, 3);
  if (hops === null) {
    io.write('connect: Network is unreachable\n');
    return 'rejected';
  }
  for (const [index, replies] of hops.entries()) {
    // A lost probe is given up soon after another of its hop was answered; a silent hop costs the whole five seconds.
    const silent = replies.every(({ rttMs }) => rttMs === null);
    if (!(await io.wait(silent ? 5000 : 20))) return 'ok';
    io.write(`${String(index + 1).padStart(2)}${linuxTraceLine(replies)}\n`);
  }
  return 'ok';
}
