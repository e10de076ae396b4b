import { describe, expect, test } from 'vitest';
import type { PlaybookStep } from '../../src/domain/playbook.ts';
import { stepQuestion } from '../../src/ops/step-question.ts';

const deps = {
  devices: { inventory: { devices: { leaf1: { name: 'leaf1', platform: 'arista_eos' } } } },
  config: { pingDestinations: ['192.0.2.0/24'] },
} as unknown as Parameters<typeof stepQuestion>[0];

const step = (diagnostic: PlaybookStep['diagnostic'], args: Record<string, string>): PlaybookStep => ({
  id: 'one',
  title: 'One',
  diagnostic,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the form in which playbooks name an input
  device: '${device}',
  args,
  waitSeconds: 0,
});

// biome-ignore lint/suspicious/noTemplateCurlyInString: the form in which playbooks name an input
const toDestination = step('ping', { destination: '${destination}' });

describe('a step of a playbook asks under the rules of a typed question', () => {
  test('arguments come out canonical', () => {
    const detail = step('interface-detail', { interface: 'et1' });
    expect(stepQuestion(deps, detail, { device: 'leaf1' })).toEqual({
      ok: true,
      device: 'leaf1',
      args: { interface: 'Ethernet1' },
    });
    expect(stepQuestion(deps, step('log', { lines: '50' }), { device: 'leaf1' })).toMatchObject({
      args: { lines: 50 },
    });
  });

  test('a label of an alert cannot send a ping anywhere but to an allowed destination', () => {
    expect(stepQuestion(deps, toDestination, { device: 'leaf1', destination: '192.0.2.7' })).toMatchObject({
      ok: true,
    });
    for (const destination of [
      '198.51.100.7',
      '127.0.0.1',
      '224.0.0.1',
      'example.net',
      '192.0.2.7;reload',
      '192.0.2.7\nreload',
      '',
    ])
      expect(stepQuestion(deps, toDestination, { device: 'leaf1', destination }), destination).toMatchObject({
        ok: false,
        problem: expect.stringContaining('step one on leaf1: destination'),
      });
  });

  test.each(['leaf9', '__proto__', 'constructor', 'site:ams1', 'leaf1,leaf2', '192.0.2.1'])(
    'the device %s is none of the inventory',
    (device) => {
      expect(stepQuestion(deps, step('version', {}), { device })).toMatchObject({
        ok: false,
        problem: expect.stringContaining('there is no device'),
      });
    },
  );

  test('flags are checked too', () => {
    expect(stepQuestion(deps, step('bgp-summary', { vrf: 'a b' }), { device: 'leaf1' })).toMatchObject({ ok: false });
    expect(stepQuestion(deps, step('version', { vrf: 'red' }), { device: 'leaf1' })).toMatchObject({ ok: false });
  });
});
