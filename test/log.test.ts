import { describe, expect, test } from 'vitest';
import { Secret } from '../src/lib/secret.ts';
import { createLog } from '../src/log.ts';

const written = (use: (log: ReturnType<typeof createLog>) => void) => {
  const lines: string[] = [];
  use(
    createLog({
      write: (line) => void lines.push(line),
      redact: (text) => text.replaceAll('hunter2', '[redacted]'),
      clock: { nowMs: () => Date.parse('2026-11-24T03:00:00Z') },
    }),
  );
  return lines;
};

describe('createLog', () => {
  test('writes one JSON object per line, whatever the text holds', () => {
    const lines = written((log) => log.info('one\ntwo', { device: 'leaf1\n{"level":"error"}' }));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toContain('\n');
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      at: '2026-11-24T03:00:00.000Z',
      level: 'info',
      message: 'one\ntwo',
      device: 'leaf1\n{"level":"error"}',
    });
  });

  test('a field cannot pose as the time, the level or the message', () =>
    expect(
      JSON.parse(
        written((log) => log.error('disk full', { at: 'never', level: 'debug', message: 'all well' }))[0] ?? '',
      ),
    ).toEqual({ at: '2026-11-24T03:00:00.000Z', level: 'error', message: 'disk full' }));

  test('redacts the message, fields at any depth, errors and their causes; a secret shows as one', () => {
    const error = new Error('login hunter2', { cause: new Error('cause hunter2') });
    const text = written((log) =>
      log.error('hunter2', { error, deep: { list: ['hunter2'] }, token: new Secret('t0ken') }),
    ).join('');
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('t0ken');
    expect(text).toContain('cause [redacted]');
    expect(text).toContain('[secret]');
  });

  test('something that contains itself, or a bigint, is still one line', () => {
    const loop: Record<string, unknown> = { size: 1n };
    loop['self'] = loop;
    expect(JSON.parse(written((log) => log.warn('loop', loop))[0] ?? '')).toMatchObject({ size: '1' });
  });

  test('nothing below its level is written', () => expect(written((log) => log.debug('quiet'))).toEqual([]));
});
