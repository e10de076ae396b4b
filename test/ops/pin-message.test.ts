import { expect, test } from 'vitest';
import { personCause } from '../../src/ops/cause.ts';
import { declareIncident } from '../../src/ops/declare-incident.ts';
import { pinMessage } from '../../src/ops/pin-message.ts';
import { redactEntry } from '../../src/ops/redact-entry.ts';
import { timelinePage } from '../../src/ops/timeline-page.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { startOutbox } from './outbox-bench.ts';

const ana = personCause('ana', 'reaction');

async function pinned(text: string) {
  const outbox = await startOutbox();
  const deps = {
    ...outbox.deps(),
    config: { ...outbox.deps().config, people: { ana: { slack: 'U01ANA0001' } } },
  } as never;
  await declareIncident(deps, ana, { title: 'leaf1 loses its uplinks', severity: 'sev2', commander: null });
  await outbox.deliverAll();
  const channel = outbox.workspace.channels().find(({ name }) => name.startsWith('inc-1'))?.id ?? '';
  const files = [{ name: 'graph.png', permalink: null }];
  const message = { author: 'U01BO00002', text, permalink: 'https://example.slack.com/p1', files, pushpins: 1 };
  await pinMessage(deps, ana, { channel, ts: '1795402800.000100' }, async () => message);
  const [pin] = await readEvents(outbox.database().db, 'INC-1', { types: ['pin.added'] });
  return { deps, pin, page: await timelinePage(deps, 'INC-1', { type: 'pin.added', by: null, before: null, page: 1 }) };
}

test('a pinned message stands on the record as it is read, and as Slack keeps it', async () => {
  const markup = 'AT&amp;T says <@U01ANA0001> sees loss &gt; 5 %, see <https://noc.example.net/t/1|ticket>';
  const { pin, page } = await pinned(markup);
  const text = 'AT&T says @ana sees loss > 5 %, see ticket (https://noc.example.net/t/1)';
  expect(pin).toMatchObject({ version: 3, body: { text, markup } });
  expect(page.entries[0]?.sentence).toBe(`Pinned message of U01BO00002: ${text} (with graph.png)`);
});

test('plain words are kept once', async () => {
  const { pin } = await pinned('provider confirms a fibre cut');
  expect(pin?.body).not.toHaveProperty('markup');
  expect(pin?.body).toMatchObject({ text: 'provider confirms a fibre cut' });
});

test('redacting takes both, and the names of its files', async () => {
  const { deps, pin } = await pinned('login &lt;zx-hunter2&gt;');
  await redactEntry(deps, ana, 'INC-1', pin?.seq ?? 0);
  const { entries } = await timelinePage(deps, 'INC-1', { type: 'pin.added', by: null, before: null, page: 1 });
  expect(entries[0]?.sentence).toBe('Pinned message of U01BO00002: [redacted]');
});
