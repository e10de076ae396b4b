import { redactedText, takenTexts, withoutText } from '../domain/redaction.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import { UserError } from '../lib/errors.ts';
import { escaped } from '../slack/text.ts';
import {
  dropFormsAndPictures,
  dropLastGood,
  dropRawText,
  emptyStepResult,
  entriesWith,
  forgetChannelName,
  redactUnsent,
  setAlertTitle,
  setConclusion,
  setPageText,
  setReason,
  setVoteReason,
} from '../store/copies.ts';
import type { Transaction } from '../store/database.ts';
import { redactBody } from '../store/timeline.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import { renameBeforeCreation } from './create-channel.ts';
import type { Deps } from './deps.ts';
import { entryOf } from './entry-of.ts';
import { recordOn } from './incident-record.ts';
import { showMitigationCard } from './mitigation-card.ts';
import { sayEntryAnew } from './said-about.ts';

export interface Redacted {
  type: TimelineEvent['type'];
  /**
   * False while somebody reads the store: the text is then still in its write-ahead log until the next checkpoint.
   */
  emptied: boolean;
  /** Other entries that hold the same text or raw output, "7" or "INC-2 entry 7": each is redacted by itself. */
  alsoIn: string[];
}

/**
 * Takes the text of an entry out of the record for good, such as a password somebody typed, and out of all that was made
 * of it: messages that are not sent yet, cards, raw output. Its hash, a tombstone and the state that the record builds on
 * stay. Throws UserError for an entry that holds no text of its own.
 */
export async function redactEntry(deps: Deps, cause: Cause, incident: string, seq: number): Promise<Redacted> {
  const { type, alsoIn } = await commit(deps, cause, async (trx) => {
    const entry = await entryOf(trx, incident, seq);
    const stripped = withoutText(entry);
    if (stripped === null)
      throw new UserError(
        'usage',
        `Entry ${seq} of ${incident} cannot be redacted: ${entry.type} holds no text of anybody, it is the state of the incident.`,
      );
    const { rest } = stripped;
    await redactBody(trx, incident, seq);
    const texts = takenTexts(entry, rest);
    await redactUnsent(trx, incident, texts.flatMap(inMessages), redactedText);
    await dropFormsAndPictures(trx, incident, texts.flatMap(inMessages));
    const rawIn = await redactCopies(trx, entry);
    const body = rest === null ? { target: seq } : { target: seq, rest };
    const { events } = await recordOn(trx, deps, incident, [eventOf(cause, 'note.redacted', body)]);
    await drawAnew(trx, deps, entry, events[0]?.seq ?? 0);
    const textIn = texts[0] === undefined ? [] : await entriesWith(trx, incident, seq, texts[0]);
    return { type: entry.type, alsoIn: [...new Set([...textIn.map(String), ...rawIn])] };
  });
  return { type, alsoIn, emptied: deps.database.foldLog() };
}

/** The text itself, and as Slack wants it. */
function inMessages(text: string): string[] {
  return [...new Set([text, escaped(text)])];
}

/** Rows that repeat what an entry says. Returns other entries that keep its raw output in the store. */
async function redactCopies(trx: Transaction, entry: TimelineEvent): Promise<string[]> {
  if (entry.body === null) return [];
  switch (entry.type) {
    case 'incident.declared':
      if (entry.incident !== null) await forgetChannelName(trx, entry.incident);
      return [];
    case 'note.added':
      if (entry.incident !== null && entry.actor.kind === 'bot')
        await setConclusion(trx, entry.incident, entry.body.text, redactedText);
      return [];
    case 'page.sent':
      await setPageText(trx, entry.body.page, redactedText);
      return [];
    case 'alert.received':
      await setAlertTitle(trx, entry.body.alert, redactedText);
      return [];
    case 'mitigation.proposed':
      await setReason(trx, entry.body.mitigation, redactedText);
      return [];
    case 'mitigation.voted':
      await setVoteReason(trx, { mitigation: entry.body.mitigation, person: entry.actor.id }, redactedText);
      return [];
    case 'diagnostic.answered': {
      const { device, diagnostic, run, commands } = entry.body;
      await dropLastGood(trx, { device, diagnostic, arguments: entry.body.arguments });
      const [playbookRun = '', step = ''] = run.split(':');
      await emptyStepResult(trx, playbookRun, step, redactedText);
      const keeping = [];
      for (const { rawSha256 } of commands)
        if (rawSha256 !== null) keeping.push(...(await dropRawText(trx, rawSha256)));
      return keeping.map(({ incident, seq }) => (incident === entry.incident ? `${seq}` : `${incident} entry ${seq}`));
    }
    default:
      return [];
  }
}

/** The bot's own messages about it. */
async function drawAnew(trx: Transaction, deps: Deps, entry: TimelineEvent, change: number): Promise<void> {
  if (entry.type === 'incident.declared' && entry.incident !== null)
    await renameBeforeCreation(trx, deps, entry.incident);
  if (entry.type === 'mitigation.proposed' && entry.body)
    await showMitigationCard(trx, deps, entry.body.mitigation, `:${change}`);
  await sayEntryAnew(trx, deps, entry, change);
}
