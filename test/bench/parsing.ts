import { diagnosticNames, platformNames } from '../../src/domain/diagnostics.ts';
import { platforms } from '../../src/platforms/index.ts';
import { readerOf } from '../../src/platforms/platform.ts';
import { median } from './statistics.ts';

/** How fast `show interfaces` of IOS is read, and that no parser is slow on a megabyte of anything. */
export function benchParsing(rounds: number): string {
  return [
    '## Parsing',
    '',
    '| | | bar |',
    '|---|---|---|',
    `| \`show interfaces\` of IOS, ${portCount} ports | ${iosSpeed(rounds)} | at least 50 MB/s |`,
    `| slowest parser on 1 MB of anything | ${slowest()} | 100 ms |`,
    '',
    `Each of ${readers().length} parsers on each of ${Object.keys(megabytes).length} kinds of a megabyte. Limit: finding the line ends of the text takes 5 GB/s.`,
    '',
  ].join('\n');
}

const portCount = 400;

function iosSpeed(rounds: number): string {
  const reader = readerOf(platforms.cisco_iosxe, 'interface-detail');
  if ('unsupported' in reader) return 'not read on this platform';
  const text = Array.from({ length: portCount }, (_, i) => iosPort(i)).join('');
  const speeds: number[] = [];
  for (let round = 0; round < rounds * 10; round += 1) {
    const from = performance.now();
    const { outcome, records } = reader.parse([text], { args: {}, nowMs: 0 });
    const tookMs = performance.now() - from;
    if (outcome !== 'ok' || records.length !== portCount) throw new Error(`${outcome}, ${records.length} records`);
    // The first ones warm the code up.
    if (round >= rounds) speeds.push(text.length / 1e3 / tookMs);
  }
  return `${median(speeds).toFixed(0)} MB/s [${Math.min(...speeds).toFixed(0)}–${Math.max(...speeds).toFixed(0)}]`;
}

function slowest(): string {
  let worst = { ms: 0, what: '' };
  for (const { name, reader } of readers()) {
    for (const [kind, text] of Object.entries(megabytes)) {
      // A megabyte twice: the first time may be spent on compiling.
      const times = [0, 0].map(() => {
        const from = performance.now();
        reader.parse([text], { args: {}, nowMs: 0 });
        return performance.now() - from;
      });
      const ms = Math.min(...times);
      if (ms > worst.ms) worst = { ms, what: `${name}, ${kind}` };
    }
  }
  return `${worst.ms.toFixed(0)} ms (${worst.what})`;
}

function readers() {
  return platformNames.flatMap((platform) =>
    diagnosticNames.flatMap((diagnostic) => {
      const reader = readerOf(platforms[platform], diagnostic);
      return 'unsupported' in reader ? [] : [{ name: `${platform} ${diagnostic}`, reader }];
    }),
  );
}

const megabytes: Readonly<Record<string, string>> = {
  'one line': 'x'.repeat(1 << 20),
  spaces: ' '.repeat(1 << 20),
  'empty lines': '\n'.repeat(1 << 20),
  'many columns': '10.0.0.1 4 65001 1 2 3 0 0 1d02h 5 up down\n'.repeat(24_000),
  colons: 'a: b: c: d, e: f\n'.repeat(61_000),
  brackets: '{"a":['.repeat(174_000),
  objects: `[${'{"a":1},'.repeat(130_000)}{}]`,
  interfaces: Array.from({ length: 900 }, (_, i) => iosPort(i)).join(''),
};

function iosPort(i: number): string {
  return `GigabitEthernet1/0/${i} is ${i % 7 === 0 ? 'administratively down, line protocol is down (disabled)' : 'up, line protocol is up (connected)'}
  Hardware is Gigabit Ethernet, address is 0050.56b4.${(0x1000 + i).toString(16)} (bia 0050.56b4.${(0x1000 + i).toString(16)})
  Description: link ${i} to rack ${i % 40}
  MTU 1500 bytes, BW 1000000 Kbit/sec, DLY 10 usec,
     reliability 255/255, txload 1/255, rxload 1/255
  Encapsulation ARPA, loopback not set
  Keepalive set (10 sec)
  Full-duplex, 1000Mb/s, media type is 10/100/1000BaseTX
  input flow-control is off, output flow-control is unsupported
  ARP type: ARPA, ARP Timeout 04:00:00
  Last input 00:00:01, output 00:00:00, output hang never
  Last clearing of "show interface" counters never
  Input queue: 0/75/0/0 (size/max/drops/flushes); Total output drops: ${i}
  Queueing strategy: fifo
  Output queue: 0/40 (size/max)
  5 minute input rate 1000 bits/sec, 2 packets/sec
  5 minute output rate 3000 bits/sec, 4 packets/sec
     ${i * 1000} packets input, ${i * 64_000} bytes, 0 no buffer
     Received 10 broadcasts (5 multicasts)
     0 runts, 0 giants, 0 throttles
     ${i % 3} input errors, ${i % 3} CRC, 0 frame, 0 overrun, 0 ignored
     0 watchdog, 5 multicast, 0 pause input
     0 input packets with dribble condition detected
     ${i * 900} packets output, ${i * 60_000} bytes, 0 underruns
     0 output errors, 0 collisions, 1 interface resets
     0 unknown protocol drops
     0 babbles, 0 late collision, 0 deferred
     0 lost carrier, 0 no carrier, 0 pause output
     0 output buffer failures, 0 output buffers swapped out
`;
}
