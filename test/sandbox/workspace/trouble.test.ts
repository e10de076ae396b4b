import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Workspace } from '../../../src/sandbox/workspace/workspace.ts';
import { ana, startTestWorkspace } from './bolt-app.ts';

describe('the fault switches of the page', () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await startTestWorkspace();
  });
  afterAll(() => workspace.close());

  const act = (body: object) =>
    fetch(`${workspace.url}page/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: ana, ...body }),
    });
  const call = () =>
    fetch(`${workspace.apiUrl}auth.test`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-test', 'content-type': 'application/x-www-form-urlencoded' },
    });
  const state = async () => {
    const answer = (await (await fetch(`${workspace.url}page/state?as=${ana}`)).json()) as { trouble: unknown };
    return answer.trouble;
  };

  test.for([
    ['429', 429],
    ['500', 500],
  ] as const)('%s is the answer to the next call, and to that one alone', async ([what, status]) => {
    await act({ kind: 'trouble', what });
    expect(await state()).toEqual({ waiting: 1, isDown: false });
    expect((await call()).status).toBe(status);
    expect((await call()).status).toBe(200);
  });

  test('a lost answer ends the connection after the call was done', async () => {
    const before = workspace.log().length;
    await act({ kind: 'trouble', what: 'lost-reply' });
    await expect(call()).rejects.toThrow();
    expect(workspace.log().slice(before)).toMatchObject([{ method: 'auth.test', ok: true, isInjected: true }]);
  });

  test('an outage lasts until somebody ends it', async () => {
    await act({ kind: 'trouble', what: 'outage' });
    expect([(await call()).status, (await call()).status]).toEqual([503, 503]);
    await act({ kind: 'trouble', what: 'calm' });
    expect((await call()).status).toBe(200);
  });

  test('a shortcut the app does not have is refused, as is an unknown switch', async () => {
    const answer = await act({ kind: 'globalShortcut', callbackId: 'declare' });
    expect(await answer.json()).toEqual({ ok: false, error: 'shortcut_not_found' });
    expect((await act({ kind: 'trouble', what: 'flood' })).status).toBe(400);
  });
});
