import { expect, test } from 'vitest';
import { personCause } from '../../src/ops/cause.ts';
import { declareIncident } from '../../src/ops/declare-incident.ts';
import { postUpdate } from '../../src/ops/post-update.ts';
import { incidentById } from '../../src/store/incidents.ts';
import { announce, type OutboxBench, startOutbox } from './outbox-bench.ts';

const ana = personCause('ana', 'slash');

async function declared(outbox: OutboxBench): Promise<void> {
  await declareIncident(outbox.deps(), ana, { title: 'leaf1 loses its uplinks', severity: 'sev2', commander: null });
  await outbox.deliverAll();
}

async function update(outbox: OutboxBench, text: string): Promise<void> {
  await postUpdate(outbox.deps(), ana, 'INC-1', text);
  await outbox.deliverAll();
}

const announced = ({ workspace }: OutboxBench) =>
  workspace.messages(announce).flatMap(({ text }) => (/INC-1 ·/.test(text) ? [text] : []));
const refusals = ({ lines }: OutboxBench) =>
  lines.filter((line) => /refused a message for good|never posted/.test(line));

/** What people of the incident read about announcements. */
async function told(outbox: OutboxBench): Promise<string[]> {
  const channel = (await incidentById(outbox.database().db, 'INC-1'))?.channelId ?? '';
  return outbox.workspace.messages(channel).flatMap(({ text }) => (/^Announcements/.test(text) ? [text] : []));
}

const once = expect.stringMatching(
  /^Announcements do not reach their channel: .*is archived.*tried again at each change/,
);

test('refused from the beginning: it is said once, and posted with what is true then as soon as Slack takes it', async () => {
  const outbox = await startOutbox();
  await outbox.client.conversations.archive({ channel: announce });
  await declared(outbox);
  for (const text of ['one', 'two', 'three']) await update(outbox, text);
  expect(refusals(outbox)).toHaveLength(1);
  expect(outbox.degraded()).toEqual([once]);
  expect(await told(outbox)).toEqual([once]);
  await outbox.client.conversations.unarchive({ channel: announce });
  await update(outbox, 'traffic moved to spine2');
  await update(outbox, 'all quiet');
  expect(announced(outbox)).toEqual([expect.stringContaining('all quiet')]);
  expect(outbox.degraded()).toEqual([]);
});

test('refused later on: its edits are said once, and the same message goes on when Slack takes them', async () => {
  const outbox = await startOutbox();
  await declared(outbox);
  await outbox.client.conversations.archive({ channel: announce });
  for (const text of ['one', 'two', 'three']) await update(outbox, text);
  expect(refusals(outbox)).toHaveLength(1);
  expect(outbox.degraded()).toEqual([once]);
  expect(await told(outbox)).toEqual([once]);
  await outbox.client.conversations.unarchive({ channel: announce });
  await update(outbox, 'all quiet');
  expect(announced(outbox)).toEqual([expect.stringContaining('all quiet')]);
  expect(outbox.degraded()).toEqual([]);
});

test('the next process says it once more, when it has met it', async () => {
  const outbox = await startOutbox();
  await declared(outbox);
  await outbox.client.conversations.archive({ channel: announce });
  await update(outbox, 'one');
  await outbox.restart();
  for (const text of ['two', 'three']) await update(outbox, text);
  expect(refusals(outbox)).toHaveLength(2);
  expect(await told(outbox)).toEqual([once]);
});
