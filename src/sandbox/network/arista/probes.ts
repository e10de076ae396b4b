import type { CliIo, CommandResult, DeviceContext } from '../cli.ts';
import { ownsAddress, trace } from '../probe.ts';
import { ping } from '../reachability.ts';
import { isIpv4 } from '../routing.ts';
import { linuxTraceLine, milliseconds, percent } from '../text.ts';

export const invalidInput = '% Invalid input';

/** `ping [vrf V] IP [source S] [repeat N] [size B] [timeout T] …`: Linux' ping underneath, without a pause between answers. */
export async function aristaPing(context: DeviceContext, io: CliIo, words: string): Promise<CommandResult> {
  const asked = readOptions(words, { repeat: 5, size: 100, timeout: 2, interval: 0 });
  if (!asked) return reject(io);
  const { destination, source, numbers } = asked;
  if (source && !ownsAddress(context.network(), context.device.name, source)) {
    io.write(`bind: Cannot assign requested address\n`);
    return 'rejected';
  }
  const size = numbers.size ?? 100;
  io.write(
    `PING ${destination} (${destination}) ${source ? `from ${source} : ` : ''}${size - 28}(${size}) bytes of data.\n`,
  );
  const done = await ping(context, io, {
    destination,
    count: Math.max(1, numbers.repeat ?? 5),
    intervalMs: Math.max(10, (numbers.interval ?? 0) * 1000),
    timeoutMs: (numbers.timeout ?? 2) * 1000,
    firstSequence: 1,
    reply: (sequence, ttl, rttMs) =>
      `${size - 20} bytes from ${destination}: icmp_seq=${sequence} ttl=${ttl} time=${milliseconds(rttMs)} ms`,
    unreachable: 'connect: Network is unreachable',
  });
  if (done === null) return 'rejected';
  const { sent, received, lossPercent, durationMs, min, avg, max, deviation } = done;
  io.write(`\n--- ${destination} ping statistics ---\n`);
  io.write(
    `${sent} packets transmitted, ${received} received, ${percent(lossPercent)}% packet loss, time ${durationMs}ms\n`,
  );
  const rtt = [min, avg, max, deviation].map(milliseconds).join('/');
  const gap = milliseconds(durationMs / Math.max(1, sent - 1));
  io.write(received > 0 ? `rtt min/avg/max/mdev = ${rtt} ms, ipg/ewma ${gap}/${milliseconds(avg)} ms\n` : '\n');
  return 'ok';
}

/** `traceroute [vrf V] IP [source S] …`. */
export async function aristaTraceroute(context: DeviceContext, io: CliIo, words: string): Promise<CommandResult> {
  const asked = readOptions(words, {});
  if (!asked) return reject(io);
  const { destination } = asked;
  const hops = trace(context.network(), context.device.name, destination, 3);
  if (hops === null) {
    io.write('connect: Network is unreachable\n');
    return 'rejected';
  }
  io.write(`traceroute to ${destination} (${destination}), 30 hops max, 60 byte packets\n`);
  for (const [index, replies] of hops.entries()) {
    // A lost probe is given up soon after another of its hop was answered; a silent hop costs the whole five seconds.
    const silent = replies.every(({ rttMs }) => rttMs === null);
    if (!(await io.wait(silent ? 5000 : 20))) return 'ok';
    io.write(`${String(index + 1).padStart(2)}${linuxTraceLine(replies)}\n`);
  }
  return 'ok';
}

function reject(io: CliIo): CommandResult {
  io.write(`${invalidInput}\n`);
  return 'rejected';
}

/** Destination, source and numeric options of the line; null when a word is unknown or a value is missing. */
function readOptions(words: string, defaults: Record<string, number>) {
  const left = words.trim().split(/\s+/);
  const numbers: Record<string, number> = { ...defaults };
  let destination = '';
  let source: string | null = null;
  while (left.length > 0) {
    const word = left.shift() ?? '';
    if (word === 'vrf') {
      if (left.shift() !== 'default') return null;
    } else if (word === 'source') {
      source = left.shift() ?? '';
      if (!isIpv4(source)) return null;
    } else if (word in numbers) {
      const value = Number(left.shift());
      if (!Number.isFinite(value)) return null;
      numbers[word] = value;
    } else if (destination === '' && isIpv4(word)) destination = word;
    else if (word !== 'ip' && word !== 'df-bit' && word !== 'numeric') return null;
  }
  return destination === '' ? null : { destination, source, numbers };
}
