import { isTooLong } from './text-lines.ts';

/** The text as the device printed it, or the line in which it is not certain what the device printed. */
export type Unmarked = { text: string } | { line: string; found: string };

/**
 * A pasted text without the markup of a page: entities and tags of HTML, links of Slack and of Markdown, escapes of
 * Markdown. It is taken back only where it is certain, for a description may hold anything: each sign of a kind must be
 * written in the page's way, and one must stand where the device has its own.
 */
export function withoutMarkup(text: string): Unmarked {
  const untagged = text.includes('<') ? withoutTags(text) : { text };
  if ('line' in untagged) return untagged;
  const plain = untagged.text.includes('&') ? withoutEntities(untagged.text) : untagged;
  if ('line' in plain) return plain;
  const unlinked = withoutLinks(plain.text);
  if (unlinked.includes('```')) return left(unlinked, /```/);
  return unlinked.includes('\\') && !/^\s*[{[]/.test(unlinked) ? withoutEscapes(unlinked) : { text: unlinked };
}

/** `left` says where the first one stands that remains. */
function left(text: string, pattern: RegExp): Unmarked {
  for (const line of text.split('\n')) {
    const found = isTooLong(line) ? null : pattern.exec(line)?.[0];
    if (found !== null && found !== undefined) return { line, found };
  }
  return { text };
}

const tag =
  /<\/?(?:b|i|u|s|em|strong|mark|span|font|small|big|kbd|samp|tt|var|ins|del|sub|sup|code|pre|a|p|div|br|hr|td|tr|th|table|tbody|blockquote|ul|ol|li|h[1-6])(?: [^<>\n]{0,200})? ?\/?>/i;
const inlineTags =
  /<(b|i|u|s|em|strong|mark|span|font|small|big|kbd|samp|tt|var|ins|del|sub|sup|code|a)(?: [^<>\n]{0,200})?>([^<>\n]{0,1000})<\/\1>/gi;

/** Tags that come in pairs on one line only mark what is between them. */
function withoutTags(text: string): Unmarked {
  if (!tag.test(text)) return { text };
  const bare = text
    .replace(inlineTags, '$2')
    .replace(inlineTags, '$2')
    .replace(/ ?<br ?\/?>$/gim, '');
  return tag.test(bare) ? left(bare, tag) : { text: bare };
}

const entity = /&(?:lt|gt|amp|quot|apos|nbsp|#(?:34|38|39|60|62|160)|#x(?:22|26|27|3c|3e|a0));/i;
const everyEntity = new RegExp(entity, 'gi');
const signOf: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#34': '"',
  '#38': '&',
  '#39': "'",
  '#60': '<',
  '#62': '>',
  '#160': ' ',
  '#x22': '"',
  '#x26': '&',
  '#x27': "'",
  '#x3c': '<',
  '#x3e': '>',
  '#xa0': ' ',
};

/**
 * Where no text of a person can stand: a prompt, the mark of a row or what a legend says of it, flags or words in angle
 * brackets, the beginning of a JSON document, the blanks of a table.
 */
const structural =
  /^[\w.@()/:~-]{1,63} ?&gt;(?:$| )|^\s*(?:[A-Za-z*=#^%!+|-] ?){0,5}&gt;|&gt; ?(?:[-=] ?)?(?:best|selected|active)|&lt;(?:[A-Z][A-Z,_-]+|None|NULL|Not-Advertised|[a-z][\w-]{2,20})&gt;|: &lt;[A-Z]\w+ |^\s*[{[]\s*&quot;|(?:&nbsp;|&#160;)\s*(?:&nbsp;|&#160;| )|^(?:&nbsp;|&#160;)/m;

/** Unescaped where not one of the signs stands there as it is. */
function withoutEntities(text: string): Unmarked {
  const found = new Set(Array.from(text.matchAll(everyEntity), ([whole]) => signIn(whole)));
  if (found.size === 0) return { text };
  const rest = text.replace(everyEntity, '');
  const isMixed = [...found].some((sign) => sign !== ' ' && rest.includes(sign));
  if (isMixed || !structural.test(text)) return left(text, entity);
  return { text: text.replace(everyEntity, signIn) };
}

function signIn(whole: string): string {
  return signOf[whole.slice(1, -1).toLowerCase()] ?? whole;
}

/** `<http://192.0.2.1|192.0.2.1>` of Slack, `[192.0.2.1](http://192.0.2.1)` of Markdown: what was read is what is linked. */
function withoutLinks(text: string): string {
  if (!text.includes('<') && !text.includes('](')) return text;
  return text
    .replace(/<(?:https?:\/\/|tel:|mailto:)[^|<>\s]{1,500}\|([^<>|\n]{1,300})>/g, '$1')
    .replace(/\[([^[\]\n]{1,300})\]\((?:https?:\/\/|tel:|mailto:)[^()\s]{1,500}\)/g, '$1');
}

/** At the beginning of a line no device prints a backslash; elsewhere all signs of the kind have to be escaped. */
const atLineStart = /^(\s{0,100})\\(?=[-+#>=*_~|[<`!])/gm;
const escaped = /\\[_*<>[\]`~|#]/;
const everyEscaped = new RegExp(escaped, 'g');

function withoutEscapes(text: string): Unmarked {
  const bare = text.replace(atLineStart, '$1');
  const signs = new Set(Array.from(bare.matchAll(everyEscaped), ([whole]) => whole.slice(1)));
  if (signs.size === 0) return { text: bare };
  // What was escaped at the beginning of a line stands in its own place.
  const rest = text.replace(atLineStart, '$1\n').replace(everyEscaped, '');
  const unescaped = rest.replace(/\n[-+#>=*_~|[<`!]/g, '\n');
  if ([...signs].some((sign) => unescaped.includes(sign))) return left(bare, escaped);
  return { text: bare.replace(everyEscaped, (whole) => whole.slice(1)) };
}
