import type { Generated } from 'kysely';

/** The tables of migrations/, as Kysely sees them. Times are ISO-8601 text; `body`, `payload`, `plan` … are JSON text. */
export interface Schema {
  event: {
    chain: string;
    seq: number;
    occurred_at: string;
    recorded_at: string;
    actor_kind: 'person' | 'bot' | 'alert' | 'clock';
    actor_id: string;
    origin: string;
    type: string;
    version: number;
    body: string | null;
    body_sha256: string;
    prev_hash: string;
    hash: string;
  };
  incident: {
    id: string;
    number: number;
    title: string;
    severity: 'sev1' | 'sev2' | 'sev3' | 'sev4';
    status: 'investigating' | 'identified' | 'monitoring' | 'resolved';
    commander: string | null;
    declared_at: string;
    resolved_at: string | null;
    channel_id: string | null;
    channel_name: string | null;
    channel_closed: string | null;
  };
  watch: {
    id: string;
    incident: string;
    question: string;
    requester: string;
    every_ms: number;
    started_at: string;
    ends_at: string;
    ended_at: string | null;
    readings: number;
    last: string;
    changes: string;
  };
  criterion: {
    id: string;
    incident: string;
    number: number;
    question: string;
    condition: string;
    requester: string;
    created_at: string;
    removed_at: string | null;
    holds: 'yes' | 'no' | 'unknown' | null;
    says: string | null;
    judged_at: string | null;
    counters: string | null;
  };
  criteria_state: { incident: string; held_since: string | null; offered_for: string | null; failed_checks: number };
  allowance: { name: string; left_over: number; at: string; told_until: string | null };
  oncall_override: {
    id: string;
    rotation: string;
    person: string;
    from_at: string;
    until_at: string;
    created_by: string;
    created_at: string;
  };
  watch_reading: { watch: string; reading: number; at: string; samples: string };
  last_good: {
    device: string;
    diagnostic: string;
    arguments: string;
    records: string;
    at: string;
    is_healthy: number;
    worse_since: string | null;
  };
  artifact: { sha256: string; text: string; created_at: string };
  alert: {
    id: string;
    source: string;
    fingerprint: string;
    incident: string;
    status: 'firing' | 'resolved';
    title: string;
    count: number;
    first_at: string;
    last_at: string;
  };
  webhook_seen: { signature: string; seen_at: string };
  due: {
    id: string;
    key: string | null;
    kind: string;
    incident: string | null;
    due_at: string;
    body: string;
    attempts: Generated<number>;
    done_at: string | null;
  };
  outbox: {
    id: Generated<number>;
    key: string;
    lane: 'page' | 'approval' | 'timeline' | 'output';
    kind: string;
    incident: string | null;
    target: string;
    coalesce_key: string | null;
    after_key: string | null;
    payload: string;
    status: 'pending' | 'sending' | 'sent' | 'failed' | 'superseded';
    attempts: Generated<number>;
    next_attempt_at: string;
    created_at: string;
    sent_at: string | null;
    result: string | null;
    error: string | null;
  };
  inbox: { key: string; kind: string; received_at: string; payload: string; done_at: string | null };
  button: { id: string; action: string; incident: string | null; body: string; created_at: string };
  page: {
    id: string;
    incident: string | null;
    policy: string;
    text: string;
    step: number;
    round: number;
    status: 'open' | 'acknowledged' | 'exhausted' | 'closed';
    created_at: string;
    acknowledged_by: string | null;
    acknowledged_at: string | null;
  };
  mitigation: {
    id: string;
    incident: string;
    name: string;
    device: string;
    requester: string;
    reason: string | null;
    plan: string;
    plan_hash: string;
    quorum: number;
    state: MitigationState;
    epoch: number;
    playbook_run: string | null;
    created_at: string;
    expires_at: string;
  };
  vote: {
    mitigation: string;
    person: string;
    vote: 'approve' | 'deny';
    plan_hash: string;
    why: string | null;
    at: string;
  };
  playbook_run: {
    id: string;
    incident: string;
    playbook: string;
    inputs: string;
    requester: string | null;
    step: number;
    results: string;
    status: 'running' | 'done' | 'stopped';
    verdict: string | null;
    started_at: string;
    finished_at: string | null;
  };
  setting: { name: string; value: string; changed_at: string };
}

export type MitigationState =
  | 'pending'
  | 'approved'
  | 'claimed'
  | 'sending'
  | 'applied'
  | 'not-applied'
  | 'unknown'
  | 'verified'
  | 'rolling-back'
  | 'rolled-back'
  | 'needs-human'
  | 'denied'
  | 'cancelled'
  | 'expired'
  | 'stale';
