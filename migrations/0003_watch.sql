-- A question that is asked again and again until it ends by itself.
create table watch (
  id text primary key,
  incident text not null references incident (id),
  -- Diagnostic, devices, arguments and the line to type.
  question text not null,
  requester text not null,
  every_ms integer not null check (every_ms > 0),
  started_at text not null,
  ends_at text not null,
  ended_at text,
  readings integer not null default 0,
  -- Outcome and records of the last reading, by device.
  last text not null default '{}',
  -- What has changed so far, newest first, bounded.
  changes text not null default '[]'
);

create index watch_open on watch (incident) where ended_at is null;
