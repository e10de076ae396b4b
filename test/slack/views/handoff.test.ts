import { expect, test } from 'vitest';
import { type HandoffShown, handoffText, handoffView } from '../../../src/slack/views/handoff.ts';

const packet: HandoffShown = {
  at: '2026-11-23T03:20:00.000Z',
  incident: null,
  incidents: [
    {
      id: 'INC-1',
      title: 'leaf1 loses its uplinks',
      severity: 'sev2',
      status: 'identified',
      commander: 'ana',
      declaredAt: '2026-11-23T03:00:00.000Z',
      channel: { id: 'C0INC00001', name: 'inc-1-leaf1-loses-its-uplinks' },
      nextUpdateAt: null,
      isSnoozed: false,
      criteria: { holding: 0, total: 0 },
    },
  ],
  stop: null,
  changes: [],
  proposals: [],
  watches: [],
  pages: [],
  mutes: [],
  shifts: [],
};

test('Slack makes a link of the channel; whoever reads plain text reads its name', () => {
  const { blocks, text } = handoffView('What you take over:', packet);
  expect(JSON.stringify(blocks)).toContain('<#C0INC00001>');
  for (const plain of [text, handoffText(packet)]) {
    expect(plain).toContain('since 2026-11-23 03:00 UTC #inc-1-leaf1-loses-its-uplinks: leaf1 loses its uplinks');
    expect(plain).not.toContain('C0INC00001');
  }
});

test('a channel that is not there yet is left out', () => {
  const [incident] = packet.incidents;
  const without = { ...packet, incidents: incident ? [{ ...incident, channel: null }] : [] };
  expect(handoffText(without)).toContain('since 2026-11-23 03:00 UTC: leaf1 loses its uplinks');
});
