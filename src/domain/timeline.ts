import { z } from 'zod';
import { platformNames } from './diagnostics.ts';

/** The closed list of event types, each with the schema of its body. A changed body gets a new version, never a new meaning. */

const severity = z.enum(['sev1', 'sev2', 'sev3', 'sev4']);
const status = z.enum(['investigating', 'identified', 'monitoring', 'resolved']);
const person = z.string().min(1);
const outcome = z.enum([
  'ok',
  'empty',
  'rejected',
  'partial',
  'incomplete',
  'unreachable',
  'auth-failed',
  'host-key-refused',
  'timed-out',
  'cancelled',
  'busy',
  'refused',
  'unsupported',
]);
const observed = z.strictObject({
  admin: z.enum(['up', 'down', 'enabled', 'shut']).nullable(),
  operational: z.string().nullable(),
});
/** One asked diagnostic: who, what, where. */
const question = {
  run: z.string(),
  device: z.string(),
  diagnostic: z.string(),
  /** The arguments as text, in table order, flags last. */
  arguments: z.string(),
};

export const eventBodies = {
  'incident.declared': z.strictObject({ title: z.string(), severity, commander: person.nullable() }),
  'incident.severity': z.strictObject({ from: severity, to: severity, why: z.string().nullable() }),
  'incident.status': z.strictObject({ from: status, to: status, text: z.string().nullable() }),
  'incident.role': z.strictObject({ role: z.string(), person, previous: person.nullable() }),
  'incident.update': z.strictObject({ text: z.string(), nextUpdateAt: z.string().nullable() }),
  'note.added': z.strictObject({ text: z.string() }),
  'note.corrected': z.strictObject({ supersedes: z.number().int(), text: z.string() }),
  'note.redacted': z.strictObject({
    target: z.number().int(),
    /** What is left of the target's body, of the same type; absent where nothing is. Since version 2. */
    rest: z.record(z.string(), z.unknown()).optional(),
  }),
  'note.marked': z.strictObject({ target: z.number().int() }),
  'pin.added': z.strictObject({
    messageTs: z.string(),
    author: z.string(),
    /** As a reader sees it; in Slack's markup up to version 2. */
    text: z.string(),
    /** The same as Slack keeps it, where that is another text. Since version 3. */
    markup: z.string().optional(),
    permalink: z.string().nullable(),
    /** Pictures and other files of the message, by name and address in Slack. Since version 2. */
    files: z.array(z.strictObject({ name: z.string(), permalink: z.string().nullable() })).optional(),
  }),
  'pin.removed': z.strictObject({ messageTs: z.string() }),
  'diagnostic.asked': z.strictObject({ ...question, playbook: z.string().nullable() }),
  'diagnostic.answered': z.strictObject({
    ...question,
    playbook: z.string().nullable(),
    outcome,
    /** One sentence: the verdict first. */
    verdict: z.string(),
    records: z.array(z.record(z.string(), z.unknown())),
    unparsed: z.array(z.string()),
    error: z.string().nullable(),
    commands: z.array(
      z.strictObject({ command: z.string(), rawSha256: z.string().nullable(), durationMs: z.number().int() }),
    ),
    durationMs: z.number().int(),
    truncated: z.boolean(),
    /** Against the last good answer to the same question; absent where nothing was there to compare with. */
    since: z
      .strictObject({
        at: z.string(),
        isHealthy: z.boolean(),
        changes: z.array(z.string()),
        /** Which of the changes are for the worse; absent in older records. */
        isWorse: z.array(z.boolean()).optional(),
      })
      .optional(),
    /**
     * What reading the raw texts again needs. `at` is the parser's "now" and `exitCodes` are those of the commands; both
     * null where no whole answer came. Absent in older records.
     */
    read: z
      .strictObject({
        platform: z.enum(platformNames),
        at: z.string().nullable(),
        exitCodes: z.array(z.number().int().nullable()).nullable(),
      })
      .optional(),
  }),
  'watch.started': z.strictObject({ watch: z.string(), device: z.string(), diagnostic: z.string() }),
  'watch.changed': z.strictObject({ watch: z.string(), change: z.string() }),
  'watch.stopped': z.strictObject({ watch: z.string(), why: z.string() }),
  'mitigation.proposed': z.strictObject({
    mitigation: z.string(),
    name: z.string(),
    device: z.string(),
    arguments: z.string(),
    risk: z.enum(['low', 'high']),
    reason: z.string().nullable(),
    planHash: z.string(),
    apply: z.array(z.string()),
    undo: z.array(z.string()),
    before: observed,
    blastRadius: z.array(z.string()),
    quorum: z.number().int(),
    expiresAt: z.string(),
  }),
  'mitigation.voted': z.strictObject({
    mitigation: z.string(),
    vote: z.enum(['approve', 'deny', 'cancel']),
    planHash: z.string(),
    why: z.string().nullable(),
    approvals: z.number().int(),
    quorum: z.number().int(),
  }),
  'mitigation.claimed': z.strictObject({
    mitigation: z.string(),
    planHash: z.string(),
    direction: z.enum(['apply', 'undo']),
  }),
  'mitigation.line-sent': z.strictObject({
    mitigation: z.string(),
    device: z.string(),
    index: z.number().int(),
    of: z.number().int(),
    line: z.string(),
    direction: z.enum(['apply', 'undo']),
  }),
  'mitigation.outcome': z.strictObject({
    mitigation: z.string(),
    outcome: z.enum(['applied', 'not-applied', 'unknown', 'needs-human', 'stale', 'expired', 'stopped']),
    text: z.string(),
    direction: z.enum(['apply', 'undo']),
  }),
  'mitigation.verified': z.strictObject({
    mitigation: z.string(),
    after: observed,
    holds: z.boolean(),
    /** "12.5 % loss before, 0 % after": the same diagnostics read again. */
    facts: z.array(z.string()),
    healed: z.boolean().nullable(),
  }),
  'mitigation.rolled-back': z.strictObject({ mitigation: z.string(), text: z.string() }),
  'page.sent': z.strictObject({
    page: z.string(),
    person,
    policy: z.string(),
    step: z.number().int(),
    /** Steps of the policy; absent in older records. */
    steps: z.number().int().optional(),
    text: z.string(),
  }),
  'page.acknowledged': z.strictObject({ page: z.string(), person }),
  'page.escalated': z.strictObject({
    page: z.string(),
    policy: z.string(),
    step: z.number().int(),
    people: z.array(person),
    why: z.string(),
  }),
  'alert.received': z.strictObject({
    alert: z.string(),
    source: z.string(),
    fingerprint: z.string(),
    title: z.string(),
    severity,
    labels: z.record(z.string(), z.string()),
  }),
  'alert.grouped': z.strictObject({
    alert: z.string(),
    source: z.string(),
    fingerprint: z.string(),
    count: z.number().int(),
  }),
  'alert.resolved': z.strictObject({ alert: z.string(), source: z.string(), fingerprint: z.string() }),
  'handoff.given': z.strictObject({ from: person, to: person, text: z.string() }),
  'export.made': z.strictObject({ format: z.enum(['markdown', 'html', 'json', 'csv']), head: z.number().int() }),
  'access.refused': z.strictObject({ person: z.string(), right: z.string(), words: z.string(), why: z.string() }),
  'bot.restarted': z.strictObject({ resumed: z.array(z.string()), unknown: z.array(z.string()) }),
} as const;

export type EventType = keyof typeof eventBodies;
export type EventBody<T extends EventType> = z.infer<(typeof eventBodies)[T]>;
export type Severity = z.infer<typeof severity>;
export type IncidentStatus = z.infer<typeof status>;
export const eventTypes = Object.keys(eventBodies) as EventType[];

export interface Actor {
  kind: 'person' | 'bot' | 'alert' | 'clock';
  /** A people key, "ringdown", an alert source, or "clock". */
  id: string;
}

export const origins = ['slash', 'mention', 'button', 'form', 'reaction', 'terminal', 'webhook', 'clock'] as const;
export type Origin = (typeof origins)[number];

/** What an op decides; the store adds incident, seq, recordedAt and the chain. `occurredAt` null means "when it is recorded". */
export type NewEvent = {
  [T in EventType]: { type: T; body: EventBody<T>; actor: Actor; origin: Origin; occurredAt: string | null };
}[EventType];

/**
 * What an entry tells. A redacted entry has `body: null`, or what is left of it and `isRedacted`; see `withoutText`.
 */
export type TimelineEntry = {
  [T in EventType]: {
    incident: string | null;
    seq: number;
    occurredAt: string;
    recordedAt: string;
    actor: Actor;
    origin: Origin;
    type: T;
    body: EventBody<T> | null;
    isRedacted?: true;
  };
}[EventType];

/** An entry of the chain (contract.md section 5), with its place in it. A redacted one keeps `bodySha256`. */
export type TimelineEvent = TimelineEntry & { version: number; bodySha256: string; prevHash: string; hash: string };

/** The current version of each event type's body. A reader of an older one finds the fields that came later absent. */
export const eventVersions: Readonly<Record<EventType, number>> = {
  ...(Object.fromEntries(eventTypes.map((type) => [type, 1])) as Record<EventType, number>),
  'pin.added': 3,
  'note.redacted': 2,
};
