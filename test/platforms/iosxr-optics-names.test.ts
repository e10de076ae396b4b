import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseOutput } from '../../src/platforms/parse-output.ts';

const twoAnswers = readFileSync(join(import.meta.dirname, 'cisco_iosxr/optics/nobody-named.raw'), 'utf8');
const oneAnswer = twoAnswers.slice(0, twoAnswers.lastIndexOf('\n Controller State'));

test('an answer that does not name its port is about the port of the command', () => {
  const command = 'show controllers optics 0/0/0/1';
  const result = parseOutput('cisco_iosxr', 'optics', oneAnswer, { command, nowMs: null });
  expect(result.outcome).toBe('ok');
  expect(result.records.map((record) => record.interface)).toEqual(['Optics0/0/0/1']);
});

test('an answer whose port nobody names is handed back', () => {
  const result = parseOutput('cisco_iosxr', 'optics', oneAnswer, { nowMs: null });
  expect(result).toMatchObject({ outcome: 'partial', records: [], unparsed: [' Controller State: Up'] });
});
