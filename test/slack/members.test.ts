import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Workspace } from '../../src/sandbox/workspace/workspace.ts';
import { isMember } from '../../src/slack/members.ts';
import { interactiveClient } from '../../src/slack/web-clients.ts';
import { ana, botUser, people, startTestWorkspace } from '../sandbox/workspace/bolt-app.ts';

let workspace: Workspace;
let nowMs = 0;
const clock = { nowMs: () => nowMs };
const asked = () => workspace.log().filter(({ method }) => method === 'users.info').length;

beforeEach(async () => {
  nowMs = 1_000_000;
  const guest = { id: 'U01GUEST01', name: 'guest', realName: 'Guest', timeZone: 'Etc/UTC', isRestricted: true };
  workspace = await startTestWorkspace({ people: [...people, guest] });
});
afterEach(() => workspace.close());

const check = () => isMember(interactiveClient('xoxb-test', workspace.apiUrl), clock);

test.for([
  [ana, true, 'a member'],
  ['U01GUEST01', false, 'a guest'],
  ['U01GONE001', false, 'a deactivated account'],
  [botUser, false, 'a bot'],
  ['U0NOBODY00', false, 'nobody Slack knows'],
] as const)('%s: %s, %s', async ([user, may]) => expect(await check()(user)).toBe(may));

test('an answer is kept for five minutes and no longer', async () => {
  const may = check();
  await may(ana);
  nowMs += 299_000;
  await may(ana);
  expect(asked()).toBe(1);
  nowMs += 2_000;
  await may(ana);
  expect(asked()).toBe(2);
});

test('a lookup that fails is a no, and is asked again the next time', async () => {
  const may = check();
  workspace.faults.next('users.info', { status: 503 });
  expect(await may(ana)).toBe(false);
  expect(await may(ana)).toBe(true);
});
