import { describe, expect, test } from 'vitest';
import { read, samples } from './samples.ts';

/** Older releases of IOS name our own port in the table of neighbors alone. */
describe('our own port towards a neighbor on an older IOS', () => {
  const sampleOf = (wanted: string) =>
    samples.find(
      ({ platform, diagnostic, name }) =>
        platform === 'cisco_iosxe' && diagnostic === 'lldp-neighbors' && name === wanted,
    )?.outputs ?? [];
  const [detail = '', table = ''] = sampleOf('unnamed-ports');
  const of = (outputs: string[]) =>
    read({ platform: 'cisco_iosxe', diagnostic: 'lldp-neighbors', args: {}, nowMs: null }, outputs);
  const ports = (outputs: string[]) => of(outputs).records.map((record) => (record as { interface: string }).interface);
  const rows = table.split('\n').filter((line) => line.includes('Fa0/'));

  test('is taken from the table, in whatever order its rows stand', () => {
    const [first = '', second = '', third = ''] = rows;
    const turned = table.replace(rows.join('\n'), [third, first, second].join('\n'));
    expect(turned).not.toBe(table);
    expect(of([detail, turned]).outcome).toBe('ok');
    expect(ports([detail, turned])).toEqual(['FastEthernet0/24', 'FastEthernet0/17', 'FastEthernet0/3']);
  });

  test('is unknown without the table: each neighbor is handed back by its name', () => {
    expect(of([detail])).toMatchObject({
      outcome: 'partial',
      records: [],
      unparsed: expect.arrayContaining(['Chassis id: 0053.0a11.5500: no local interface']),
    });
  });

  test('is unknown where two rows fit, or none', () => {
    const [first = '', , third = ''] = rows;
    const twice = table.replace(third, `${third}\n${third.replace('Fa0/3 ', 'Fa0/4 ')}`);
    const other = table.replace(first, first.replace('Gi0/1', 'Gi0/2'));
    expect(of([detail, twice])).toMatchObject({
      outcome: 'partial',
      unparsed: ['Chassis id: 0053.0a11.5500: no local interface'],
    });
    expect(ports([detail, other])).toEqual(['FastEthernet0/17', 'FastEthernet0/3']);
    expect(of([detail, other]).outcome).toBe('partial');
  });

  test('is unknown where a row fits two neighbors', () => {
    const blocks = detail.split(/^-{20,}\n/m);
    const again = detail
      .replace(
        /\nTotal entries displayed: 3/,
        `${'-'.repeat(48)}\n${blocks[3]?.replace(/\nTotal.*/s, '')}\nTotal entries displayed: 4`,
      )
      .replace('0053.0a11.5500', '0053.0a11.6600');
    expect(again).toContain('Total entries displayed: 4');
    expect(ports([again, table])).toEqual(['FastEthernet0/24', 'FastEthernet0/17']);
    expect(of([again, table]).unparsed).toEqual([
      'Chassis id: 0053.0a11.6600: no local interface',
      'Chassis id: 0053.0a11.5500: no local interface',
    ]);
  });

  test('is unknown where the answer is cut off: its row may be the one of a neighbor further down', () => {
    const cut = detail.slice(0, detail.indexOf('Chassis id: 0053.0a11.5500'));
    expect(of([cut, table])).toMatchObject({ outcome: 'incomplete', records: [] });
  });

  test('is what the block says where it says one, whatever the table says', () => {
    const [newer = ''] = sampleOf('usual');
    const alone = of([newer]);
    expect(alone.outcome).toBe('ok');
    expect(of([newer, table])).toEqual(alone);
  });
});
