import { sanitise } from '../lib/sanitise.ts';

/** Foreign text for an mrkdwn field: shown as it was written, it cannot mention, link or ping. */
export function escaped(text: string): string {
  return sanitise(text.toWellFormed()).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** A sentence of ours in which only mentions of people and channels (`<@U…>`, `<#C…>`) keep their meaning. */
export function sentence(text: string): string {
  return escaped(text).replace(/&lt;([@#][A-Z][A-Z0-9]{1,30})&gt;/g, '<$1>');
}

/** An ISO-8601 time in the reader's own zone; UTC where Slack cannot render it. */
export function dateIn(iso: string): string {
  const seconds = Math.floor(Date.parse(iso) / 1000);
  if (Number.isNaN(seconds)) return escaped(iso);
  const utc = `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
  return `<!date^${seconds}^{date_short_pretty} {time}|${utc}>`;
}

/** The same time in plain words, for `text`. */
export function utcIn(iso: string): string {
  return Number.isNaN(Date.parse(iso)) ? escaped(iso) : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/**
 * At most `most` UTF-16 units, with `tail` where it was cut. Neither an entity, a `<…>` mark nor a character is cut
 * in the middle. Text without any visible character becomes a dash, because Slack refuses empty texts.
 */
export function clip(text: string, most: number, tail = '…'): string {
  const whole = text.toWellFormed();
  if (whole.trim() === '') return '–';
  if (whole.length <= most) return whole;
  const kept = whole
    .slice(0, most - tail.length)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/&[a-z]{0,3}$/, '')
    .replace(/<[^<>]*$/, '');
  return `${kept}${tail}`;
}
