-- The answer that later ones are compared with: one per device, diagnostic and arguments.
create table last_good (
  device text not null,
  diagnostic text not null,
  arguments text not null,
  records text not null,
  at text not null,
  is_healthy integer not null check (is_healthy in (0, 1)),
  -- Since when answers have been worse than this one.
  worse_since text,
  primary key (device, diagnostic, arguments)
);
