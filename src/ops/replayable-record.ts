import { shapeFault } from '../domain/event-shape.ts';
import { withRests } from '../domain/redaction.ts';
import { type ExportedRecord, openExport } from '../exports/json.ts';
import { UserError } from '../lib/errors.ts';

/**
 * Opens an exported record that somebody else may have made. Throws UserError('failed') with every problem, entries by
 * number: a chain that does not hold, a text that was changed, and what this version of ringdown does not know, since a
 * chain holds over anything that was hashed.
 */
export function replayableRecord(text: string): ExportedRecord {
  const opened = openExport(text);
  if (!opened.ok) throw new UserError('failed', opened.problems.join('\n'));
  const { record } = opened;
  const { incident } = record;
  const events = withRests(record.events);
  const refuse = (what: string): never => {
    throw new UserError('failed', what);
  };
  if (!/^INC-[1-9]\d{0,8}$/.test(incident)) refuse(`The file is not about an incident such as INC-12.`);
  for (const event of events) {
    const fault = shapeFault(event);
    if (fault !== null) refuse(`${incident} event ${event.seq}: ${fault}`);
  }
  for (const { seq, type } of events)
    if ((type === 'incident.declared') !== (seq === 1))
      refuse(`${incident} event ${seq}: a record begins with its declaration, and has only one`);
  if (events[0] === undefined || events[0].body === null)
    refuse(`${incident} event 1: there is no declaration to begin with`);
  return { ...record, events };
}
