import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sha256Hex } from '../../src/domain/chain.ts';
import type { EventBody, EventType } from '../../src/domain/timeline.ts';
import { addNote } from '../../src/ops/add-note.ts';
import { clockCause, eventOf, personCause } from '../../src/ops/cause.ts';
import { declareIncident } from '../../src/ops/declare-incident.ts';
import { firstFactAt } from '../../src/ops/first-fact.ts';
import { recordOn } from '../../src/ops/incident-record.ts';
import { loadIncident } from '../../src/ops/load-incident.ts';
import { pinMessage } from '../../src/ops/pin-message.ts';
import { postUpdate } from '../../src/ops/post-update.ts';
import { redactEntry } from '../../src/ops/redact-entry.ts';
import { sayOn } from '../../src/ops/say.ts';
import { setSeverity } from '../../src/ops/set-severity.ts';
import { setStatus } from '../../src/ops/set-status.ts';
import { getArtifact, putArtifact } from '../../src/store/artifacts.ts';
import { inTransaction } from '../../src/store/database.ts';
import { putLastGood } from '../../src/store/last-good.ts';
import { insertMitigation, mitigationById } from '../../src/store/mitigations.ts';
import { insertPage, openPages } from '../../src/store/pages.ts';
import { finishRun, insertRun } from '../../src/store/playbook-runs.ts';
import { head, readEvents } from '../../src/store/timeline.ts';
import { verifyStore } from '../../src/store/verify.ts';
import { mitigation } from '../store/bench.ts';
import { announce, type OutboxBench, startOutbox } from './outbox-bench.ts';

const ana = personCause('ana', 'slash');
const secret = 'zx-hunter2-zx';

async function started(title = 'leaf1 loses its uplinks'): Promise<OutboxBench> {
  const outbox = await startOutbox();
  await declareIncident(outbox.deps(), ana, { title, severity: 'sev2', commander: null });
  return outbox;
}

const newest = async (outbox: OutboxBench) => (await head(outbox.database().db, 'INC-1'))?.seq ?? 0;

async function redact(outbox: OutboxBench, seq: number) {
  const redacted = await redactEntry(outbox.deps(), ana, 'INC-1', seq);
  expect(redacted.emptied).toBe(true);
  return redacted;
}

/** No byte of it in the file, nor in the log beside it; and the chain still holds. */
async function expectGone(outbox: OutboxBench, what = secret): Promise<void> {
  const { path, db } = outbox.database();
  const files = [path, `${path}-wal`].filter(existsSync);
  expect(files.filter((file) => readFileSync(file, 'latin1').includes(what))).toEqual([]);
  expect((await verifyStore(db)).problems).toEqual([]);
}

/** Everything that people can read now. */
const shown = ({ workspace }: OutboxBench) =>
  JSON.stringify(workspace.channels().flatMap(({ id }) => workspace.messages(id)));

async function record<T extends EventType>(outbox: OutboxBench, type: T, body: EventBody<T>): Promise<number> {
  return inTransaction(outbox.database(), async (trx) => {
    const { events } = await recordOn(trx, outbox.deps(), 'INC-1', [eventOf(ana, type, body)]);
    return events[0]?.seq ?? 0;
  });
}

test('a note: nothing of it is left in the store', async () => {
  const outbox = await started();
  const seq = await addNote(outbox.deps(), ana, 'INC-1', `console login is ${secret}`, null);
  await redact(outbox, seq);
  await expectGone(outbox);
});

test('an update that stood on the card: it is gone from the store, the card, the announcement and its own message', async () => {
  const outbox = await started();
  await postUpdate(outbox.deps(), ana, 'INC-1', `console login is ${secret}`);
  const seq = await newest(outbox);
  await outbox.deliverAll();
  expect(shown(outbox).split(secret).length).toBeGreaterThan(3);
  await redact(outbox, seq);
  await expectGone(outbox);
  await outbox.deliverAll();
  expect(shown(outbox)).not.toContain(secret);
  expect(outbox.workspace.messages(announce).at(-1)?.text).toContain('[redacted]');
  await expectGone(outbox);
});

test('an update whose edit of the card was superseded, or refused for good', async () => {
  const outbox = await started();
  await outbox.deliverAll();
  await outbox.client.conversations.archive({ channel: announce });
  await postUpdate(outbox.deps(), ana, 'INC-1', `console login is ${secret}`);
  const seq = await newest(outbox);
  await postUpdate(outbox.deps(), ana, 'INC-1', 'still looking');
  await outbox.deliverAll();
  await redact(outbox, seq);
  await expectGone(outbox);
});

test('Slack was down all the time: what is sent afterwards has never held it', async () => {
  const outbox = await started(`leaf1 down, login ${secret}`);
  await postUpdate(outbox.deps(), ana, 'INC-1', `many\n\n  lines and ${secret}\nin them`);
  const seq = await newest(outbox);
  const sending = outbox.database().db.updateTable('outbox').set({ status: 'sending' });
  await sending.where('kind', 'in', ['update', 'post']).where('status', '=', 'pending').execute();
  await redact(outbox, seq);
  await redact(outbox, 1);
  await expectGone(outbox);
  await outbox.deliverAll();
  expect(shown(outbox)).not.toContain(secret);
  expect(shown(outbox)).toContain('[redacted]');
});

test('the title: the incident, its card and lists go on without it', async () => {
  const outbox = await started(`login ${secret} on leaf1`);
  await outbox.deliverAll();
  await redact(outbox, 1);
  await outbox.deliverAll();
  await expectGone(outbox);
  expect(await loadIncident(outbox.database().db, 'INC-1')).toMatchObject({ title: '[redacted]', severity: 'sev2' });
  expect(outbox.workspace.messages(announce).at(-1)?.text).not.toContain(secret);
});

test('the words of a status and of a severity go; the status and the severity stay', async () => {
  const outbox = await started();
  await setSeverity(outbox.deps(), ana, 'INC-1', 'sev1', `because ${secret}`);
  const severity = await newest(outbox);
  await setStatus(outbox.deps(), ana, 'INC-1', 'identified', `it is ${secret}`);
  const status = await newest(outbox);
  await outbox.deliverAll();
  expect((await redact(outbox, severity)).alsoIn).toEqual([]);
  await redact(outbox, status);
  await outbox.deliverAll();
  await expectGone(outbox);
  expect(shown(outbox)).not.toContain(secret);
  expect(await loadIncident(outbox.database().db, 'INC-1')).toMatchObject({ severity: 'sev1', status: 'identified' });
});

test('a page, a reason, a vote and refused words', async () => {
  const outbox = await started();
  const { db } = outbox.database();
  await inTransaction(outbox.database(), async (trx) => {
    await insertPage(trx, { id: 'p1', incident: 'INC-1', policy: 'net', text: `look, ${secret}`, createdAt: 'now' });
    await insertMitigation(trx, { ...mitigation('m1'), reason: `key ${secret}` });
  });
  const page = await record(outbox, 'page.sent', {
    page: 'p1',
    person: 'ana',
    policy: 'net',
    step: 1,
    text: `look, ${secret}`,
  });
  const { plan, planHash, quorum } = mitigation('m1');
  const proposed = await record(outbox, 'mitigation.proposed', {
    mitigation: 'm1',
    name: plan.mitigation,
    device: 'leaf1',
    arguments: 'Ethernet1',
    risk: 'high',
    reason: `key ${secret}`,
    planHash,
    apply: plan.apply,
    undo: plan.undo,
    before: plan.before,
    blastRadius: [],
    quorum,
    expiresAt: plan.expiresAt,
  });
  const refused = await record(outbox, 'access.refused', {
    person: 'eve',
    right: 'approve',
    words: `/mitigate approve ${secret}`,
    why: 'no',
  });
  for (const seq of [page, proposed, refused]) await redact(outbox, seq);
  await expectGone(outbox);
  expect((await openPages(db, 'INC-1'))[0]?.text).toBe('[redacted]');
  expect((await mitigationById(db, 'm1'))?.reason).toBe('[redacted]');
  expect(await loadIncident(db, 'INC-1')).toMatchObject({ wasPaged: true });
});

test('an answer of a device: verdict, records, its raw text, and what later answers are compared with', async () => {
  const outbox = await started();
  const raw = `interface eth1\n description ${secret}\n`;
  const sha256 = sha256Hex(raw);
  const records = [{ interface: 'eth1', description: secret }];
  await inTransaction(outbox.database(), async (trx) => {
    await putArtifact(trx, { sha256, text: raw, createdAt: '2026-11-23T03:00:00.000Z' });
    await putLastGood(
      trx,
      { device: 'leaf1', diagnostic: 'interfaces', arguments: '' },
      { records, atMs: outbox.now(), isHealthy: true, worseSinceMs: null },
    );
  });
  const answer = (run: string) =>
    record(outbox, 'diagnostic.answered', {
      run,
      device: 'leaf1',
      diagnostic: 'interfaces',
      arguments: '',
      playbook: null,
      outcome: 'ok',
      verdict: `eth1 (${secret}) is up`,
      records,
      unparsed: [],
      error: null,
      commands: [{ command: 'show interfaces', rawSha256: sha256, durationMs: 9 }],
      durationMs: 9,
      truncated: false,
    });
  const [first, second] = [await answer('r1'), await answer('r2')];
  expect(await redact(outbox, first)).toMatchObject({ alsoIn: [`${second}`] });
  expect(await getArtifact(outbox.database().db, sha256)).toBe(raw);
  expect((await verifyStore(outbox.database().db)).problems).toEqual([]);
  expect(await redact(outbox, second)).toMatchObject({ alsoIn: [] });
  expect(await firstFactAt(outbox.database().db, 'INC-1', second)).not.toBeNull();
  await expectGone(outbox);
});

test('the conclusion of a playbook: its note, its run, the card, and its message that is not sent yet', async () => {
  const outbox = await started();
  const deps = outbox.deps();
  await outbox.deliverAll();
  const seq = await inTransaction(outbox.database(), async (trx) => {
    await insertRun(trx, {
      ...{ id: 'r1', incident: 'INC-1', playbook: 'bgp-peer-down', inputs: {} },
      ...{ requester: null, startedAt: '2026-11-23T03:00:00.000Z' },
    });
    const says = `peer of ${secret} is down`;
    await finishRun(trx, 'r1', { status: 'done', verdict: says, at: '2026-11-23T03:01:00.000Z' });
    const note = eventOf(clockCause, 'note.added', { text: `Verdict: ${says}\n- seen on leaf1` });
    const { events } = await recordOn(trx, deps, 'INC-1', [note]);
    await sayOn(trx, deps, 'INC-1', 'playbook:r1:verdict', `It is so: ${says}`, null);
    return events[0]?.seq ?? 0;
  });
  await redact(outbox, seq);
  await expectGone(outbox);
  await outbox.deliverAll();
  expect(shown(outbox)).not.toContain(secret);
  expect((await loadIncident(outbox.database().db, 'INC-1')).verdict).toBeNull();
});

test('a pinned message stays pinned: another :pushpin: does not bring its text back', async () => {
  const outbox = await started();
  await outbox.deliverAll();
  const place = {
    channel: outbox.workspace.channels().find(({ name }) => name.startsWith('inc-1'))?.id ?? '',
    ts: '1795402800.000100',
  };
  const pin = () =>
    pinMessage(outbox.deps(), ana, place, async () => ({
      author: 'U01BO00002',
      text: `login ${secret}`,
      permalink: 'https://example.slack.com/archives/C1/p1',
      files: [],
      pushpins: 1,
    }));
  await pin();
  await redact(outbox, await newest(outbox));
  await pin();
  expect(await readEvents(outbox.database().db, 'INC-1', { types: ['pin.added'] })).toHaveLength(1);
  await expectGone(outbox);
});

test('an entry without words of anybody, and one that is redacted already, are refused', async () => {
  const outbox = await started();
  const seq = await record(outbox, 'incident.role', { role: 'scribe', person: 'bo', previous: null });
  await expect(redactEntry(outbox.deps(), ana, 'INC-1', seq)).rejects.toThrow(
    /cannot be redacted.*state of the incident/,
  );
  await setStatus(outbox.deps(), ana, 'INC-1', 'monitoring', null);
  await expect(redactEntry(outbox.deps(), ana, 'INC-1', await newest(outbox))).rejects.toThrow(/cannot be redacted/);
  await postUpdate(outbox.deps(), ana, 'INC-1', 'all quiet');
  const update = await newest(outbox);
  await redact(outbox, update);
  await expect(redactEntry(outbox.deps(), ana, 'INC-1', update)).rejects.toThrow(/was redacted/);
});
