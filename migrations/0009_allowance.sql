-- How much of what may be used up is left: questions of a person, a channel and everybody in a minute, changes in an hour.
create table allowance (
  name text primary key,
  left_over real not null,
  at text not null,
  -- Until when a refusal is on the record already; null while nothing was refused.
  told_until text
);
