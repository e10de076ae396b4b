import type { ServerChannel } from 'ssh2';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bench, deviceAt, scripted } from '../support/device-bench.ts';
import { playTerminal, type Script } from '../support/ssh-server.ts';
import { testPlatform } from '../support/test-platform.ts';
import { typist } from '../support/typist.ts';

type Play = Parameters<typeof playTerminal>[1];

async function ask(
  play: Partial<Play> | ((channel: ServerChannel) => void),
  options: { prepare?: string[]; times?: number } = {},
) {
  const shell: Script['shell'] = (channel) =>
    typeof play === 'function'
      ? play(channel)
      : playTerminal(channel, { prompt: 'r1# ', reply: () => 'one\ntwo\n', ...play });
  const server = await scripted({ shell });
  const table = bench({ platform: testPlatform({ name: 'frr', session: 'shell', prepare: options.prepare ?? [] }) });
  let reading = await table.read(deviceAt(server));
  for (let time = 1; time < (options.times ?? 1); time += 1) reading = await table.read(deviceAt(server));
  return { server, result: reading.result, text: reading.artifacts[0]?.text ?? null };
}

describe('a terminal gives the same text whatever its manners', () => {
  test.for<[string, Partial<Play>]>([
    ['plain', {}],
    ['prompt and output split into single bytes', { chunk: 1 }],
    ['message of the day with #, > and Password:', { motd: '### core # router >\nPassword: is not asked here\nr1#\n' }],
    ['no echo', { echo: () => '\n' }],
    ['no echo at all, not even of the line end', { echo: (line) => (line === '' ? '\n' : '') }],
    ['echo wrapped with a line break', { echo: (line) => `${line.slice(0, 6)}\r\n${line.slice(6)}\r\n` }],
    ['echo wrapped with backspaces', { echo: (line) => `${line}${'\b'.repeat(3)}${line.slice(-3)}\r\n` }],
    ['echo printed twice', { echo: (line) => (line === '' ? '\n' : `${line}\nr1# ${line}\n`) }],
    ['prompt sent again with a carriage return', { prompt: 'r1# \rr1# ' }],
    ['two-line prompt', { prompt: '\n{master:0}\nr1> ' }],
    ['coloured prompt', { prompt: '\x1b[?2004h\x1b[1mr1#\x1b[0m ' }],
  ])('%s', async ([, play]) => {
    const { result, text } = await ask(play);
    expect(result.error).toBeNull();
    expect(text).toBe('one\ntwo\n');
  });
});

describe('one packet holds the command and an empty line', () => {
  test('and the answer ends at two prompts, without waiting for silence', async () => {
    const { server, text } = await ask({}, { times: 2 });
    expect(text).toBe('one\ntwo\n');
    const typed = server.seen.flatMap((entry) => (entry.kind === 'bytes' ? [entry.text] : []));
    expect(typed).toEqual(['\n\n', 'show version\n\n', 'show version\n\n']);
  });

  test('a device that loses what is typed while it is busy gets one line at a time', async () => {
    let busy = false;
    const { server, text } = await ask(
      typist((line, write) => {
        if (busy) return;
        if (line === '') return write('\nr1# ');
        busy = true;
        setTimeout(() => {
          write('show version\none\ntwo\nr1# ');
          busy = false;
        }, 30);
      }),
      { times: 3 },
    );
    expect(text).toBe('one\ntwo\n');
    expect(server.received()).toBe('\n\nshow version\n\n\nshow version\n\nshow version\n\n');
    expect(server.seen.filter(({ kind }) => kind === 'shell')).toHaveLength(1);
  });

  test('a device that loses lines while it starts the terminal is asked again', async () => {
    const from = performance.now();
    const { text } = await ask(
      typist((line, write) => {
        if (performance.now() - from < 150) return;
        write(line === '' ? '\nr1# ' : 'show version\none\ntwo\nr1# ');
      }),
    );
    expect(text).toBe('one\ntwo\n');
  });

  test('a second prompt that comes late is no part of this answer or the next', async () => {
    let turn = Promise.resolve();
    let learning = true;
    const { server, text } = await ask(
      typist((line, write) => {
        if (line !== '') learning = false;
        const lateMs = line === '' && !learning ? 60 : 0;
        turn = turn
          .then(() => new Promise((resolve) => setTimeout(resolve, lateMs)))
          .then(() => write(line === '' ? '\nr1# ' : 'show version\none\ntwo\nr1# '));
      }),
      { times: 3 },
    );
    expect(text).toBe('one\ntwo\n');
    expect(server.seen.filter(({ kind }) => kind === 'shell')).toHaveLength(1);
  });

  test('the empty line is echoed at once and both prompts stand on one line', async () => {
    const { text } = await ask(
      typist((line, write) => {
        if (line === '') return write(asked ? 'r1# ' : '\nr1# ');
        asked = true;
        write('show version\n\none\ntwo\nr1# ');
      }),
    );
    expect(text?.trim()).toBe('one\ntwo');
  });
  let asked = false;
});

describe('the prompt changes while the terminal is kept', () => {
  test.for([
    ['the host is renamed', 'r1# ', 'core7# '],
    ['the host is renamed, two lines', '--{ running }--[  ]--\nA:r1# ', '--{ running }--[  ]--\nA:core7# '],
    ['a mark in the line above comes', '--{ running }--[  ]--\nA:r1# ', '--{ + running }--[  ]--\nA:r1# '],
    ['a mark of the redundant engine', '{master:0}\nr1> ', '{backup:1}\nr1> '],
  ])('%s', async ([, before, after]) => {
    let count = 0;
    const shell: Script['shell'] = (channel) =>
      playTerminal(channel, {
        prompt: () => `\n${count > 1 ? after : before}`,
        reply: () => {
          count += 1;
          return 'one\ntwo\n';
        },
      });
    const server = await scripted({ shell });
    const platform = { ...testPlatform({ name: 'frr', session: 'shell' }), prompt: /^[\w.:-]+[>#] ?$/ };
    const table = bench({ platform });
    for (let time = 0; time < 3; time += 1) {
      const { result, artifacts } = await table.read(deviceAt(server));
      expect(result.error).toBeNull();
      expect(artifacts[0]?.text).toBe('one\ntwo\n');
    }
    expect(server.seen.filter(({ kind }) => kind === 'shell')).toHaveLength(1);
  });

  test('a line that nobody asked for, between two commands, is no part of the next answer', async () => {
    let terminal: ServerChannel | undefined;
    const server = await scripted({
      shell: (channel) => {
        terminal = channel;
        playTerminal(channel, { prompt: 'r1# ', reply: () => 'one\ntwo\n' });
      },
    });
    const table = bench({ platform: testPlatform({ name: 'frr', session: 'shell' }) });
    await table.read(deviceAt(server));
    terminal?.write('\r\n%LINK-3-UPDOWN: Interface Gi0/1, changed state to down\r\nr1# ');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await table.read(deviceAt(server))).artifacts[0]?.text).toBe('one\ntwo\n');
  });
});

test('output without a final newline is whole', async () => {
  const { text } = await ask({ reply: () => 'one\ntwo' });
  expect(text).toBe('one\ntwo');
});

test('output without a final newline is whole before a prompt of two lines, too', async () => {
  const { text } = await ask({ prompt: '--{ running }--[  ]--\nr1# ', reply: () => '{"a":1}' });
  expect(text).toBe('{"a":1}');
});

test('a full prompt line in the middle of an answer does not end it', async () => {
  const { text, result } = await ask((channel) => {
    let answering = false;
    let typedAhead = 0;
    channel.write('r1# ');
    channel.on('data', (data: Buffer) => {
      const typed = data.toString();
      if (typed.includes('show version')) {
        answering = true;
        channel.write('show version\r\none\r\nr1# ');
        setTimeout(() => {
          channel.write(`\r\nr1# reload\r\ntwo\r\nr1# ${'\r\nr1# '.repeat(typedAhead)}`);
          answering = false;
        }, 100);
      } else if (answering) typedAhead += 1;
      else channel.write('\r\nr1# ');
    });
  });
  expect(result.outcome).toBe('ok');
  expect(text?.split('\n').map((line) => line.trimEnd())).toEqual(['one', 'r1#', 'r1# reload', 'two', '']);
});

test('a config that prints the prompt text keeps every line', async () => {
  const { text } = await ask({ reply: () => 'hostname r1\nr1#\nr1#\nend\n' });
  expect(text).toBe('hostname r1\nr1#\nr1#\nend\n');
});

test('paging is turned off once per terminal and the terminal is kept', async () => {
  const { server } = await ask({}, { prepare: ['terminal length 0'], times: 3 });
  expect(server.received().match(/terminal length 0\n/g)).toHaveLength(1);
  expect(server.received().match(/show version\n/g)).toHaveLength(3);
  expect(server.connections()).toBe(1);
});

describe('paging in spite of us', () => {
  const pager = (pages: number) => (channel: ServerChannel) => {
    let left = pages;
    let paging = false;
    channel.on('data', (data: Buffer) => {
      for (const key of data.toString()) {
        if (paging && key === ' ') {
          paging = false;
          channel.write('\r        \r');
          more();
        } else if (!paging && key === '\n') {
          channel.write(pending ? 'show version\r\n' : '\r\nr1# ');
          if (pending) more();
        } else if (!paging) pending = true;
      }
    });
    let pending = false;
    const more = () => {
      channel.write(`line ${left}\r\n`);
      if (left === 0) {
        pending = false;
        channel.write('r1# ');
        return;
      }
      left -= 1;
      paging = true;
      channel.write('--More--');
    };
    channel.write('r1# ');
  };

  test('three pages are turned and the pager leaves no trace', async () => {
    const { text } = await ask(pager(3));
    expect(text).toBe('line 3\nline 2\nline 1\nline 0\n');
  });

  test('a device that keeps paging is given up, with no other key sent', async () => {
    const { server, result } = await ask(pager(9));
    expect(result).toMatchObject({
      outcome: 'incomplete',
      records: [],
      error: expect.stringContaining('keeps paging'),
    });
    // The empty line went out with the command; a pager takes it for "one line more".
    expect(server.received()).toBe('\n\nshow version\n\n   ');
  });
});

describe('questions are never answered', () => {
  test.for(['Proceed with this? [confirm]', 'Continue? [yes/no]: ', 'Really (y/n) ', 'Password: '])(
    '%s',
    async (asked) => {
      const { server, result } = await ask({
        reply: (line, write) => {
          if (line !== 'show version') return '';
          write(asked);
          return null;
        },
      });
      expect(result).toMatchObject({
        outcome: 'incomplete',
        records: [],
        error: expect.stringContaining('nothing was answered'),
      });
      // Only what went out in the packet of the command, before anything was asked.
      expect(server.received()).toBe('\n\nshow version\n\n');
    },
  );

  test('not even instead of the first prompt', async () => {
    const { server, result } = await ask(
      (channel) => void channel.write('Your password has expired.\r\nNew password: '),
    );
    expect(result).toMatchObject({ outcome: 'incomplete' });
    expect(server.received()).toBe('');
  });
});

test.for<[string, (channel: ServerChannel) => void, string]>([
  ['no prompt', (channel) => void channel.write('Welcome\r\n'), 'timed-out'],
  [
    'a prompt that changes every time',
    (channel) => {
      let count = 0;
      playTerminal(channel, { prompt: () => `r${count++}# `, reply: () => '' });
    },
    'incomplete',
  ],
  [
    'a terminal that is closed during the command',
    (channel) =>
      playTerminal(channel, {
        prompt: 'r1# ',
        reply: () => {
          channel.end();
          return null;
        },
      }),
    'incomplete',
  ],
  ['a command that hangs', (channel) => playTerminal(channel, { prompt: 'r1# ', reply: () => null }), 'timed-out'],
  [
    'endless output',
    (channel) =>
      playTerminal(channel, {
        prompt: 'r1# ',
        reply: (_line, write) => {
          const flood = setInterval(() => write('x'.repeat(99).concat('\n').repeat(200)), 1);
          channel.on('close', () => clearInterval(flood));
          return null;
        },
      }),
    'incomplete',
  ],
])('%s ends in its own outcome', async ([, play, outcome]) => {
  const { result } = await ask(play);
  expect(result).toMatchObject({ outcome, records: [] });
});

test.for<[string, number, string]>([
  ['falls silent', 0, 'silent for 0.25 s after "show version"'],
  ['never comes to an end', 100, 'not finished within 0.8 s after "show version"'],
])('an answer that %s is given up at its own limit', async ([, everyMs, error]) => {
  let busy = false;
  const { result, text } = await ask(
    typist((line, write) => {
      if (busy) return;
      if (line === '') return write('\nr1# ');
      busy = true;
      write('show version\none\n');
      if (everyMs === 0) return;
      const dripping = setInterval(() => write('more\n'), everyMs);
      onTestFinished(() => clearInterval(dripping));
    }),
  );
  expect(result).toMatchObject({ outcome: 'timed-out', error: expect.stringContaining(error) });
  expect(text?.startsWith('one\n')).toBe(true);
});

test('a terminal that failed is not used again', async () => {
  let broken = true;
  const server = await scripted({
    shell: (channel) =>
      playTerminal(channel, {
        prompt: 'r1# ',
        reply: () => {
          if (!broken) return 'one\n';
          broken = false;
          return null;
        },
      }),
  });
  const table = bench({ platform: testPlatform({ name: 'frr', session: 'shell' }) });
  expect((await table.read(deviceAt(server))).result.outcome).toBe('timed-out');
  expect((await table.read(deviceAt(server))).result.outcome).toBe('ok');
  expect(server.seen.filter(({ kind }) => kind === 'shell')).toHaveLength(2);
});
