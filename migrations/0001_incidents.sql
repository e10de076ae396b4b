-- The record and what hangs on it. Times are ISO-8601 UTC text with milliseconds, ids are text, JSON is text.

-- One chain per incident, and one for everything outside an incident (chain = '').
create table event (
  chain text not null,
  seq integer not null check (seq > 0),
  occurred_at text not null,
  recorded_at text not null,
  actor_kind text not null check (actor_kind in ('person', 'bot', 'alert', 'clock')),
  actor_id text not null,
  origin text not null,
  type text not null,
  version integer not null,
  body text,
  body_sha256 text not null,
  prev_hash text not null,
  hash text not null,
  primary key (chain, seq)
);

create index event_type on event (chain, type);
create index event_occurred on event (chain, occurred_at, seq);

create trigger event_no_gap before insert on event
when new.seq <> coalesce((select max(seq) from event where chain = new.chain), 0) + 1
begin
  select raise(abort, 'event: the sequence has no gaps');
end;

create trigger event_no_delete before delete on event
begin
  select raise(abort, 'event: the timeline is append-only');
end;

-- The one update that is allowed is a redaction: the body goes, everything else stays.
create trigger event_no_update before update on event
when not (
  new.body is null and old.body is not null
  and new.chain = old.chain and new.seq = old.seq
  and new.occurred_at = old.occurred_at and new.recorded_at = old.recorded_at
  and new.actor_kind = old.actor_kind and new.actor_id = old.actor_id
  and new.origin = old.origin and new.type = old.type and new.version = old.version
  and new.body_sha256 = old.body_sha256 and new.prev_hash = old.prev_hash and new.hash = old.hash
)
begin
  select raise(abort, 'event: the timeline is append-only');
end;

-- A cache of fold(events) for lists and for finding the incident of a channel; rebuilt from the events at will.
create table incident (
  id text primary key,
  number integer not null unique,
  title text not null,
  severity text not null check (severity in ('sev1', 'sev2', 'sev3', 'sev4')),
  status text not null check (status in ('investigating', 'identified', 'monitoring', 'resolved')),
  commander text,
  declared_at text not null,
  resolved_at text,
  -- Filled when Slack has answered.
  channel_id text unique,
  channel_name text
);

-- Raw text of devices, redacted, by its hash.
create table artifact (
  sha256 text primary key,
  text text not null,
  created_at text not null
);

create table alert (
  id text primary key,
  source text not null,
  fingerprint text not null,
  incident text not null references incident (id),
  status text not null check (status in ('firing', 'resolved')),
  title text not null,
  count integer not null,
  first_at text not null,
  last_at text not null
);

create unique index alert_firing on alert (source, fingerprint) where status = 'firing';

-- Signed requests that were accepted: the same one again is a replay.
create table webhook_seen (
  signature text primary key,
  seen_at text not null
);

-- Everything that happens later. A row is done once; a late tick finds it all the same.
create table due (
  id text primary key,
  -- Whatever is due at most once has a key, so that a repeated decision does not arm it twice.
  key text unique,
  kind text not null,
  incident text,
  due_at text not null,
  body text not null,
  attempts integer not null default 0,
  done_at text
);

create index due_open on due (due_at) where done_at is null;

-- Messages and other Slack calls on their way out. One row is one effect in Slack.
create table outbox (
  id integer primary key autoincrement,
  -- Names the effect; it is the metadata by which a message is found again after a crash.
  key text not null unique,
  lane text not null check (lane in ('page', 'approval', 'timeline', 'output')),
  kind text not null,
  incident text,
  -- Rows of one target go out in order; different targets do not wait for each other.
  target text not null,
  -- A newer row with the same key makes an older unsent one superfluous (edits of one card).
  coalesce_key text,
  payload text not null,
  status text not null check (status in ('pending', 'sending', 'sent', 'failed', 'superseded')),
  attempts integer not null default 0,
  next_attempt_at text not null,
  created_at text not null,
  sent_at text,
  -- Slack's answer: message ts, channel id, file id.
  result text,
  error text
);

create index outbox_open on outbox (status, next_attempt_at) where status in ('pending', 'sending');
create index outbox_coalesce on outbox (coalesce_key) where status = 'pending';

-- What came in from Slack, before it is acknowledged: a second delivery has no second effect.
create table inbox (
  key text primary key,
  kind text not null,
  received_at text not null,
  payload text not null,
  done_at text
);

create index inbox_open on inbox (received_at) where done_at is null;

-- Buttons carry an id of 128 random bits; everything else is here.
create table button (
  id text primary key,
  action text not null,
  incident text,
  body text not null,
  created_at text not null
);

create table page (
  id text primary key,
  incident text,
  policy text not null,
  text text not null,
  -- The next step to be taken, and how often the policy has been walked.
  step integer not null,
  round integer not null,
  status text not null check (status in ('open', 'acknowledged', 'exhausted', 'closed')),
  created_at text not null,
  acknowledged_by text,
  acknowledged_at text
);

create table mitigation (
  id text primary key,
  incident text not null references incident (id),
  name text not null,
  device text not null,
  requester text not null,
  reason text,
  plan text not null,
  plan_hash text not null,
  quorum integer not null,
  state text not null check (state in (
    'pending', 'approved', 'claimed', 'sending', 'applied', 'not-applied', 'unknown', 'verified',
    'rolling-back', 'rolled-back', 'needs-human', 'denied', 'cancelled', 'expired', 'stale'
  )),
  -- Counts every change of state; a compare-and-set names the epoch it saw.
  epoch integer not null,
  -- Where the proposal came from, so that the same evidence is read again afterwards.
  playbook_run text,
  created_at text not null,
  expires_at text not null
);

create unique index mitigation_one_per_device on mitigation (device)
where state in ('approved', 'claimed', 'sending', 'unknown', 'rolling-back');

create table vote (
  mitigation text not null references mitigation (id),
  person text not null,
  vote text not null check (vote in ('approve', 'deny')),
  plan_hash text not null,
  why text,
  at text not null,
  primary key (mitigation, person)
);

create table playbook_run (
  id text primary key,
  incident text not null references incident (id),
  playbook text not null,
  inputs text not null,
  -- People key; null when an alert started it.
  requester text,
  -- Index of the next step; results of the finished ones by step id.
  step integer not null,
  results text not null,
  status text not null check (status in ('running', 'done', 'stopped')),
  verdict text,
  started_at text not null,
  finished_at text
);

-- Small facts about the whole installation, such as the emergency stop.
create table setting (
  name text primary key,
  value text not null,
  changed_at text not null
);
