import { expect, test } from 'vitest';
import { countAlert, firingAlert, insertAlert, resolveAlert } from '../../src/store/alerts.ts';
import { getArtifact, putArtifact } from '../../src/store/artifacts.ts';
import { findButton, getButton, insertButton } from '../../src/store/buttons.ts';
import { inTransaction } from '../../src/store/database.ts';
import {
  incidentByChannel,
  incidentById,
  listIncidents,
  nextIncidentNumber,
  setChannel,
  updateIncident,
} from '../../src/store/incidents.ts';
import { getSetting, putSetting } from '../../src/store/settings.ts';
import { declare, temporaryStore } from './bench.ts';

const at = '2026-11-23T03:00:00.000Z';

test('incidents are numbered without a gap and listed newest first', async () => {
  const database = await temporaryStore();
  for (const expected of [1, 2, 3]) {
    expect(await inTransaction(database, nextIncidentNumber)).toBe(expected);
    await declare(database, expected);
  }
  await inTransaction(database, (trx) =>
    updateIncident(trx, {
      id: 'INC-2',
      title: 'Loss',
      severity: 'sev1',
      status: 'resolved',
      commander: 'bo',
      resolvedAt: at,
    }),
  );
  const ids = async (which: 'open' | 'all') => (await listIncidents(database.db, which)).map(({ id }) => id);
  expect(await ids('all')).toEqual(['INC-3', 'INC-2', 'INC-1']);
  expect(await ids('open')).toEqual(['INC-3', 'INC-1']);
  expect(await incidentById(database.db, 'INC-2')).toMatchObject({ severity: 'sev1', commander: 'bo', resolvedAt: at });
  await expect(declare(database, 3)).rejects.toThrow(/UNIQUE/);
});

test('an incident is found by its channel once Slack has made it, and no two share one', async () => {
  const database = await temporaryStore();
  for (const number of [1, 2]) await declare(database, number);
  const channel = { channelId: 'C0INC1', channelName: 'inc-1-loss' };
  expect(await incidentByChannel(database.db, 'C0INC1')).toBeNull();
  await inTransaction(database, (trx) => setChannel(trx, 'INC-1', channel));
  expect(await incidentByChannel(database.db, 'C0INC1')).toMatchObject({ id: 'INC-1', channelName: 'inc-1-loss' });
  await expect(inTransaction(database, (trx) => setChannel(trx, 'INC-2', channel))).rejects.toThrow(/UNIQUE/);
});

test('a firing alert is one row that counts; after it resolved the next firing is a new one', async () => {
  const database = await temporaryStore();
  await declare(database);
  const alert = { id: 'a1', source: 'generic', fingerprint: 'f1', incident: 'INC-1', title: 'Loss', at };
  await inTransaction(database, (trx) => insertAlert(trx, alert));
  await expect(inTransaction(database, (trx) => insertAlert(trx, { ...alert, id: 'a2' }))).rejects.toThrow(/UNIQUE/);
  expect(await inTransaction(database, (trx) => countAlert(trx, 'a1', at))).toBe(2);
  expect(await firingAlert(database.db, 'generic', 'f1')).toEqual({
    id: 'a1',
    incident: 'INC-1',
    title: 'Loss',
    count: 2,
  });
  expect(await firingAlert(database.db, 'grafana', 'f1')).toBeNull();
  await inTransaction(database, (trx) => resolveAlert(trx, 'a1', at));
  expect(await firingAlert(database.db, 'generic', 'f1')).toBeNull();
  await inTransaction(database, (trx) => insertAlert(trx, { ...alert, id: 'a2' }));
});

test('a raw text is kept once under its hash', async () => {
  const database = await temporaryStore();
  const artifact = { sha256: 'f'.repeat(64), text: 'show version\n', createdAt: at };
  await inTransaction(database, async (trx) => {
    await putArtifact(trx, artifact);
    await putArtifact(trx, artifact);
  });
  expect(await getArtifact(database.db, artifact.sha256)).toBe('show version\n');
  expect(await getArtifact(database.db, 'e'.repeat(64))).toBeNull();
});

test('the same line on the same incident keeps its button', async () => {
  const database = await temporaryStore();
  const button = {
    id: 'b1',
    action: 'inc timeline',
    incident: 'INC-1',
    body: { root: 'inc', text: 'timeline' },
    createdAt: at,
  };
  await inTransaction(database, (trx) => insertButton(trx, button));
  await inTransaction(database, (trx) => insertButton(trx, { ...button, id: 'b2', incident: null }));
  expect(await findButton(database.db, { action: 'inc timeline', incident: 'INC-1' })).toEqual({ id: 'b1' });
  expect(await findButton(database.db, { action: 'inc timeline', incident: null })).toEqual({ id: 'b2' });
  expect(await findButton(database.db, { action: 'inc timeline', incident: 'INC-2' })).toBeNull();
  expect(await getButton(database.db, 'b1')).toEqual({ id: 'b1', body: { root: 'inc', text: 'timeline' } });
  expect(await getButton(database.db, 'forged')).toBeNull();
});

test('a setting has one value, the last', async () => {
  const database = await temporaryStore();
  expect(await getSetting(database.db, 'emergency-stop')).toBeNull();
  for (const value of ['ana', 'bo'])
    await inTransaction(database, (trx) => putSetting(trx, 'emergency-stop', value, at));
  expect(await getSetting(database.db, 'emergency-stop')).toEqual({ value: 'bo', changedAt: at });
});
