-- A message that needs another one first: its channel, the message it edits, the parent of its thread.
alter table outbox add column after_key text;

-- Why nothing can be written into the incident's channel any more (Slack's word); null while it can.
alter table incident add column channel_closed text;
