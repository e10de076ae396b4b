import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type MitigationPlan, planHash } from '../../src/domain/mitigation.ts';
import type { EventBody, EventType, NewEvent, TimelineEvent } from '../../src/domain/timeline.ts';
import { type Database, inTransaction, openDatabase } from '../../src/store/database.ts';
import { insertIncident } from '../../src/store/incidents.ts';
import { appendEvents } from '../../src/store/timeline.ts';

/** A folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringdown-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An open store on a real file, closed with the test. */
export async function temporaryStore(options: { lockMs?: number } = {}): Promise<Database> {
  const database = await openDatabase(join(temporaryFolder(), 'ringdown.db'), options);
  onTestFinished(() => database.close());
  return database;
}

/** 03:00 of the night in which all of these tests happen. */
export const nightMs = Date.parse('2026-11-23T03:00:00.000Z');

export function event<T extends EventType>(type: T, body: EventBody<T>, by = 'ana'): NewEvent {
  return { type, body, actor: { kind: 'person', id: by }, origin: 'slash', occurredAt: null } as NewEvent;
}

export const note = (text: string) => event('note.added', { text });

/** Appends in one transaction, a second after each other. */
export async function append(
  database: Database,
  incident: string | null,
  events: NewEvent[],
  nowMs = nightMs,
): Promise<TimelineEvent[]> {
  return inTransaction(database, (trx) => appendEvents(trx, incident, events, nowMs));
}

export async function declare(database: Database, number = 1): Promise<string> {
  const id = `INC-${number}`;
  await inTransaction(database, (trx) =>
    insertIncident(trx, {
      id,
      number,
      title: 'Loss between ams1 and fra1',
      severity: 'sev2',
      status: 'investigating',
      commander: 'ana',
      declaredAt: '2026-11-23T03:00:00.000Z',
    }),
  );
  return id;
}

function plan(id: string, device = 'leaf1'): MitigationPlan {
  return {
    id,
    incident: 'INC-1',
    mitigation: 'interface-shutdown',
    risk: 'high',
    device,
    hostKey: 'SHA256:8xYf0000000000000000000000000000000000000A',
    args: { interface: 'Ethernet1' },
    apply: ['interface Ethernet1', 'shutdown'],
    undo: ['interface Ethernet1', 'no shutdown'],
    before: { admin: 'up', operational: 'up' },
    blastRadius: ['1 other uplink stays up'],
    catalogueVersion: 1,
    expiresAt: '2026-11-23T03:15:00.000Z',
  };
}

export function mitigation(id: string, device = 'leaf1') {
  return {
    id,
    incident: 'INC-1',
    name: 'interface-shutdown',
    device,
    requester: 'ana',
    reason: 'loses packets',
    plan: plan(id, device),
    planHash: planHash(plan(id, device)),
    quorum: 2,
    playbookRun: null,
    createdAt: '2026-11-23T03:05:00.000Z',
    expiresAt: '2026-11-23T03:15:00.000Z',
  };
}
