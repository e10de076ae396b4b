import { expect, test } from 'vitest';
import { type Damage, expectHandedBack, readerFor, sampleText } from './sample-text.ts';

const read = readerFor('nokia_srlinux');

const lost = (text: string, line: number) => text.split('\n')[line] ?? '';
const eighty = sampleText('nokia_srlinux', 'lldp-neighbors', 'eighty');

/** The first line of a row that goes on below: what is left of it was read as the end of the row above. */
const damages: Damage[] = [8, 10].map((line) => ['lldp-neighbors', 'eighty', `${lost(eighty, line)}\n`, '']);

test.for(damages)('%s %s: a row of which the first line is missing is not the end of the one above', (damage) => {
  const [, , line] = damage;
  expect(read('lldp-neighbors', eighty).outcome).toBe('ok');
  expect(line).toMatch(/^\| (?:ethernet-|mgmt0) /);
  expectHandedBack('nokia_srlinux', damage);
});

test('a member of a list of rows that is no row is handed back', () => {
  const { head, rows } = rowsIn(sampleText('nokia_srlinux', 'lldp-neighbors', 'as-json'));
  for (const strange of [{ Nme: 'mgmt0', Nighbor: 'x', 'Neighbor Port': 'Eth1' }, 'mgmt0']) {
    const { outcome, records } = read('lldp-neighbors', JSON.stringify({ [head]: [rows[0], strange] }));
    expect([outcome, records.length]).toEqual(['partial', 1]);
  }
});

test('of several reports in one answer of the JSON-RPC interface none is passed over', () => {
  const report = sampleText('nokia_srlinux', 'route', 'report').replace(/^A:.*\n/, '');
  const answer = (second: string) => JSON.stringify({ jsonrpc: '2.0', id: 1, result: [report, second] });
  expect(read('route', answer(report)).outcome).toBe('ok');
  const { outcome, unparsed } = read('route', answer(report.replace('Prefix', 'Prefux')));
  expect(outcome).toBe('partial');
  expect(unparsed.length).toBeGreaterThan(10);
});

function rowsIn(text: string): { head: string; rows: unknown[] } {
  const document: unknown = JSON.parse(text.slice(text.indexOf('{')));
  const [[head, rows] = ['', []]] = Object.entries(document as Record<string, unknown[]>);
  return { head, rows };
}
