-- What was said stands in Slack and in the record. A message that will never be sent keeps its words no longer either:
-- they may be redacted later.
update outbox set payload = '' where status in ('sent', 'failed', 'superseded');
