-- A condition that must hold before an incident is called resolved: a question that is asked again and again.
create table criterion (
  id text primary key,
  incident text not null references incident (id),
  -- What people call it: 1, 2 … within its incident, never given twice.
  number integer not null,
  question text not null,
  condition text not null,
  requester text not null,
  created_at text not null,
  removed_at text,
  -- The last judgement; null before the first one.
  holds text check (holds in ('yes', 'no', 'unknown')),
  says text,
  judged_at text,
  -- What was counted at the last judgement, by series.
  counters text,
  unique (incident, number)
);

-- How all criteria of an incident stand together.
create table criteria_state (
  incident text primary key references incident (id),
  -- Since when all of them have held; null while one does not.
  held_since text,
  -- For which beginning the end was offered, so that it is offered once.
  offered_for text,
  -- Judgements in a row in which one did not hold.
  failed_checks integer not null default 0
);
