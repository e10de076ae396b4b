import { utcIn } from '../text.ts';

/**
 * What the bot says when something happened on an incident: one sentence each, which may hold mentions. People and
 * devices are quoted below it, see `plainMessage`.
 */
export const said = {
  /** The same sentence over a text that was corrected; `at` is ISO-8601. */
  corrected: (sentence: string, at: string) => sentence.replace(/:?$/, ` (corrected ${utcIn(at)}):`),
  status: (who: string, status: string, ending: string) => `${who} set the status to ${status}.${ending}`,
  severity: (who: string, from: string, to: string) => `${who} changed the severity from ${from} to ${to}.`,
  role: (who: string, person: string, role: string) => `${who} made ${person} ${role}.`,
  update: (who: string) => `Update by ${who}:`,
  paged: (page: { isFirst: boolean; people: readonly string[]; step: number; steps: number }) =>
    `${page.isFirst ? 'Paged' : 'No answer; paged next'}: ${page.people.join(', ')} (step ${page.step} of ${page.steps}).`,
  acknowledged: (who: string) => `${who} acknowledged the page.`,
  alertResolved: (source: string) =>
    `${source} says that its alert has resolved. The incident stays open until a person resolves it.`,
  tookOver: (to: string, from: string) => `:handshake: ${to} takes over from ${from}.`,
  witnessed: (incident: string | null, seq: number) =>
    `Record ${incident === null ? 'outside incidents' : `of ${incident}`} up to entry ${seq}. Whoever doubts it later compares: ringdown verify --head …`,
} as const;
