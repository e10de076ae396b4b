-- The numbers that a watch read, for its plot: one row per reading, gone when the plot is drawn.
create table watch_reading (
  watch text not null references watch (id),
  reading integer not null,
  at text not null,
  -- What was counted or measured, by series; bounded.
  samples text not null,
  primary key (watch, reading)
);
