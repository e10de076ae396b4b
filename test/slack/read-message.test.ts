import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Workspace } from '../../src/sandbox/workspace/workspace.ts';
import { messageReader } from '../../src/slack/read-message.ts';
import { interactiveClient } from '../../src/slack/web-clients.ts';
import { ana, bo, startTestWorkspace } from '../sandbox/workspace/bolt-app.ts';

const general = 'C0GENERAL';
let workspace: Workspace;

beforeEach(async () => {
  workspace = await startTestWorkspace();
});
afterEach(() => workspace.close());

const reader = () => messageReader(interactiveClient('xoxb-test', workspace.apiUrl));

test('a message is read with its author and address', async () => {
  workspace.asUser(bo).post(general, 'before');
  const { ts } = workspace.asUser(ana).post(general, 'the fibre is cut');
  workspace.asUser(bo).post(general, 'after');
  const found = await reader()(general, ts);
  expect(found).toMatchObject({ author: ana, text: 'the fibre is cut' });
  expect(found?.permalink).toMatch(/^https?:\/\//);
});

test('a reply in a thread is read, not its parent', async () => {
  const parent = workspace.asUser(ana).post(general, 'parent');
  const reply = workspace.asUser(bo).post(general, 'the reply', parent.ts);
  expect(await reader()(general, reply.ts)).toMatchObject({ author: bo, text: 'the reply' });
});

test('it is known how many pushpins are on a message', async () => {
  const { ts } = workspace.asUser(ana).post(general, 'the fibre is cut');
  expect(await reader()(general, ts)).toMatchObject({ pushpins: 0 });
  for (const person of [ana, bo]) workspace.asUser(person).react(general, ts, 'pushpin');
  workspace.asUser(bo).react(general, ts, 'eyes');
  expect(await reader()(general, ts)).toMatchObject({ pushpins: 2 });
});
