import type { CliIo, CommandResult, DeviceContext } from '../cli.ts';
import { ownsAddress, trace } from '../probe.ts';
import { ping } from '../reachability.ts';
import { isIpv4 } from '../routing.ts';
import { milliseconds, percent } from '../text.ts';

/** `ping IP [source S] [count N] [wait S] [size B] [rapid] …`; without a count it runs until Ctrl-C. */
export async function junosPing(context: DeviceContext, io: CliIo, words: string): Promise<CommandResult | null> {
  const asked = readOptions(words);
  if (!asked) return null;
  const { destination, source, numbers } = asked;
  const size = numbers.size ?? 56;
  io.write(`PING ${destination} (${destination}): ${size} data bytes\n`);
  if (source && !ownsAddress(context.network(), context.device.name, source)) {
    io.write(`ping: bind: Can't assign requested address\n`);
    return 'rejected';
  }
  const done = await ping(context, io, {
    destination,
    count: numbers.count ?? null,
    intervalMs: (numbers.interval ?? 1) * 1000,
    timeoutMs: (numbers.wait ?? 1) * 1000,
    firstSequence: 0,
    reply: (sequence, ttl, rttMs) =>
      `${size + 8} bytes from ${destination}: icmp_seq=${sequence} ttl=${ttl} time=${milliseconds(rttMs)} ms`,
    unreachable: 'ping: sendto: No route to host',
  });
  if (done === null) return 'rejected';
  const { sent, received, lossPercent, min, avg, max, deviation } = done;
  io.write(`\n--- ${destination} ping statistics ---\n`);
  io.write(
    `${sent} packets transmitted, ${received} packets received, ${percent(Math.round(lossPercent))}% packet loss\n`,
  );
  const rtt = [min, avg, max, deviation].map(milliseconds).join('/');
  if (received > 0) io.write(`round-trip min/avg/max/stddev = ${rtt} ms\n`);
  return 'ok';
}

/** `traceroute IP [source S] [no-resolve] [wait S] [ttl N] …`: another address within a hop starts a line of its own. */
export async function junosTraceroute(context: DeviceContext, io: CliIo, words: string): Promise<CommandResult | null> {
  const asked = readOptions(words);
  if (!asked) return null;
  const { destination, numbers, noResolve } = asked;
  io.write(`traceroute to ${destination} (${destination}), 30 hops max, 52 byte packets\n`);
  const hops = trace(context.network(), context.device.name, destination, 3);
  if (hops === null) {
    io.write('traceroute: sendto: No route to host\n');
    return 'rejected';
  }
  for (const [index, replies] of hops.entries()) {
    // One probe after the other, each lost one waited for.
    const lost = replies.filter(({ rttMs }) => rttMs === null).length;
    if (!(await io.wait(20 + lost * (numbers.wait ?? 5) * 1000))) return 'ok';
    let shown = '';
    const parts = replies.map(({ address, rttMs }) => {
      if (rttMs === null) return ' *';
      const name = noResolve ? address : `${address} (${address})`;
      const where = address === shown ? '' : `${shown === '' ? '' : '\n   '} ${name}`;
      shown = address;
      return `${where}  ${milliseconds(rttMs)} ms`;
    });
    io.write(`${String(index + 1).padStart(2)} ${parts.join('')}\n`);
  }
  return 'ok';
}

const numeric = ['count', 'wait', 'size', 'interval', 'ttl'];

function readOptions(words: string) {
  const left = words.trim().split(/\s+/);
  const numbers: Record<string, number> = {};
  let destination = '';
  let source: string | null = null;
  let noResolve = false;
  while (left.length > 0) {
    const word = left.shift() ?? '';
    if (numeric.includes(word)) {
      const value = Number(left.shift());
      if (!Number.isInteger(value) || value < 1) return null;
      numbers[word] = value;
    } else if (word === 'source') {
      source = left.shift() ?? '';
      if (!isIpv4(source)) return null;
    } else if (word === 'routing-instance') {
      if (left.shift() !== 'default') return null;
    } else if (word === 'no-resolve') noResolve = true;
    else if (word === 'rapid') numbers.interval = 0;
    else if (destination === '' && isIpv4(word)) destination = word;
    else if (word !== 'do-not-fragment' && word !== 'inet') return null;
  }
  return destination === '' ? null : { destination, source, numbers, noResolve };
}
