import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src/domain/chain.ts';
import { fileOf } from '../exports/file-of.ts';
import { artifacts, chained, line, lines, night } from '../exports/night.ts';

const root = join(import.meta.dirname, '../..');
const main = join(root, 'src/start.js');
const dir = mkdtempSync(join(tmpdir(), 'ringdown-replay-'));
const raw = 'leaf1 ping\n5 packets transmitted, 5 received\n';

function ringdown(args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, 'replay', ...args], { cwd: dir, maxBuffer: 1 << 24 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

/** An answer whose text no parser of ours takes for a ping. */
const odd = (outcome: 'partial' | 'ok') =>
  chained([
    ...lines.slice(0, 3),
    line(9, { kind: 'bot', id: 'ringdown' }, 'diagnostic.answered', {
      run: 'r9',
      device: 'leaf1',
      diagnostic: 'version',
      arguments: '',
      playbook: null,
      outcome,
      verdict: 'Not all of the answer was understood: 2 lines',
      records: [],
      unparsed: ['leaf1 ping', '5 packets transmitted, 5 received'],
      error: 'the answer has a form that is not known',
      commands: [{ command: 'show version', rawSha256: sha256Hex(raw), durationMs: 1 }],
      durationMs: 1,
      truncated: false,
      read: { platform: 'frr', at: '2026-11-23T02:58:21.000Z', exitCodes: [0] },
    }),
  ]);

describe('ringdown replay', () => {
  beforeAll(async () => {
    const write = (name: string, text: string) => writeFileSync(join(dir, name), text);
    write('night.json', await fileOf(night, artifacts));
    write('broken.json', (await fileOf(night, artifacts)).replace('on the customer graph', 'on our graph'));
    write('other.json', '{"format":"something"}');
    write('long.json', '');
    truncateSync(join(dir, 'long.json'), 300 * 1024 * 1024);
    write('odd.json', await fileOf(odd('ok'), new Map([[sha256Hex(raw), raw]])));
    write('quiet.json', await fileOf(chained(lines.slice(0, 3)), new Map()));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test.for([
    [[], 2, /usage: ringdown replay FILE/],
    [['nowhere.json'], 2, /nowhere\.json: there is no such file/],
    [['.'], 2, /there is no such file/],
    [['night.json', '--speed', '0'], 2, /--speed 0 is not a number of times/],
    [['night.json', '--speed', 'fast'], 2, /--speed fast/],
    [['night.json', '--until', '99'], 2, /--until 99 is not an entry of INC-1, which has 32/],
    [['night.json', '--port', '70000'], 2, /--port 70000/],
    [['night.json', '--json'], 2, /--json/],
    [['broken.json'], 1, /^INC-1 event 14: its body was changed\n$/],
    [['broken.json', '--diff'], 1, /^INC-1 event 14: its body was changed\n$/],
    [['other.json'], 1, /^This is not a ringdown-incident\/1 file/],
    [['long.json'], 1, /has 314572800 bytes/],
  ] as const)('%j exits %i before anything starts', async ([args, expected, words]) => {
    const { code, out, err } = await ringdown([...args]);
    expect({ code, out }).toEqual({ code: expected, out: '' });
    expect(err).toMatch(words);
  });

  test('--diff exits 0 where everything reads as it was recorded, 1 where not, and says where', async () => {
    expect(await ringdown(['quiet.json', '--diff'])).toMatchObject({
      code: 0,
      out: '0 answers read as they were recorded, 0 differently; 0 cannot be read again, 0 devices gave none.\n',
    });
    const text = await ringdown(['odd.json', '--diff']);
    expect(text.code).toBe(1);
    expect(text.out).toMatch(
      /^INC-1 event 4: leaf1 version reads differently\n {2}[\s\S]*outcome: recorded "ok", now "/,
    );
    const json = await ringdown(['odd.json', '--diff', '--json']);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({
      incident: 'INC-1',
      equal: 0,
      different: [{ seq: 4, device: 'leaf1' }],
    });
    expect(await ringdown(['odd.json', '--diff', '--until', '3'])).toMatchObject({ code: 0 });
  });

  test('--diff of an old record says what it could not read again, and exits 1', async () => {
    const { code, out } = await ringdown(['night.json', '--diff']);
    expect(code).toBe(1);
    expect(out).toContain('INC-1 event 5: leaf1 interface-detail eth1 cannot be read again: ');
    expect(out).toContain('INC-1 event 29 was redacted');
  });

  test('--exit plays to the end; --json prints the same messages each time', async () => {
    const args = ['night.json', '--speed', 'max', '--exit', '--json'];
    const [first, second] = [await ringdown(args), await ringdown(args)];
    expect(first.code).toBe(0);
    expect(first.out).toBe(second.out);
    expect(JSON.stringify(JSON.parse(first.out))).toContain('set the status to resolved');
    expect(first.err).toContain('Entry 29 (note.added) was redacted.');
  });

  test('without --exit its first line is the address, and it stays until it is stopped', async () => {
    const child = spawn(process.execPath, [main, 'replay', 'night.json', '--speed', 'max', '--no-open'], {
      cwd: dir,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const lines = createInterface({ input: child.stderr });
    for await (const said of lines) if (said === 'Entry 32 of INC-1 was played.') break;
    expect((await fetch(url)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
