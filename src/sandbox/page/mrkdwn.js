import { el } from './dom.js';
import { emoji, emojiText, isEmoji, pictured } from './emoji.js';
import { channelOf, go, page, personOf, zone } from './store.js';
import { formatDate } from './time.js';

/** Slack's mrkdwn as nodes. Text only ever becomes text nodes. */
export function mrkdwn(text) {
  const nodes = [];
  for (const [index, part] of text.split('```').entries()) {
    if (index % 2 === 1) nodes.push(el('pre', {}, unescapeText(part.replace(/^\n|\n$/g, ''))));
    else if (part.trim() !== '') nodes.push(...lines(part.replace(/^\n+|\n+$/g, '')));
  }
  return nodes;
}

/** Plain text with its shortcodes, as nodes. */
export function plain(text) {
  return shortcodes(text, emoji).flatMap((part) => (typeof part === 'string' ? pictured(part) : [part]));
}

/** The same as one string, where nodes cannot stand (options, titles). */
export function plainString(text) {
  return shortcodes(text, emojiText).join('');
}

function shortcodes(text, draw) {
  return text
    .split(/(:[a-z0-9_+-]+:)/)
    .map((part) => (part.startsWith(':') && isEmoji(part.slice(1, -1)) ? draw(part.slice(1, -1)) : part));
}

function lines(text) {
  const nodes = [];
  let quote = null;
  for (const [index, line] of text.split('\n').entries()) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (quoted !== null) {
      if (quote === null) {
        quote = el('blockquote');
        nodes.push(quote);
      } else quote.append(el('br'));
      quote.append(...inline(quoted[1]));
    } else {
      if (index > 0 && quote === null) nodes.push(el('br'));
      quote = null;
      nodes.push(...inline(line));
    }
  }
  return nodes;
}

const TOKEN =
  /`([^`\n]+)`|<([^<>\n]+)>|(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)((?:[^_\n]|(?<=\w)_(?=\w))+?)(?<=\S)_(?![\w_])|(?<![\w~])~(?=\S)([^~\n]+?)(?<=\S)~(?![\w~])|:([a-z0-9_+-]+):/g;

function inline(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, code, angle, bold, italic, strike, name] = match;
    if (name !== undefined && !isEmoji(name)) continue;
    if (match.index > end) nodes.push(...pictured(unescapeText(text.slice(end, match.index))));
    end = match.index + whole.length;
    if (code !== undefined) nodes.push(el('code', {}, unescapeText(code)));
    else if (angle !== undefined) nodes.push(reference(angle));
    else if (bold !== undefined) nodes.push(el('strong', {}, inline(bold)));
    else if (italic !== undefined) nodes.push(el('em', {}, inline(italic)));
    else if (strike !== undefined) nodes.push(el('s', {}, inline(strike)));
    else nodes.push(emoji(name));
  }
  if (end < text.length) nodes.push(...pictured(unescapeText(text.slice(end))));
  return nodes;
}

function reference(inside) {
  const [target, label] = inside.split('|');
  if (target.startsWith('@')) return mention(target.slice(1));
  if (target.startsWith('#')) return channelLink(target.slice(1), label);
  if (target.startsWith('!date^')) {
    const [, seconds, pattern, url] = target.split('^');
    const words = formatDate(Number(seconds), pattern ?? '{date} {time}', zone(), page.state.nowMs);
    const time = el('time', { dateTime: new Date(Number(seconds) * 1000).toISOString(), title: label ?? '' }, words);
    return url === undefined ? time : externalLink(url, time);
  }
  if (target.startsWith('!subteam^')) return el('span', { className: 'mention' }, label ?? '@group');
  if (target.startsWith('!')) return el('span', { className: 'mention' }, `@${target.slice(1)}`);
  return externalLink(target, unescapeText(label ?? target));
}

export function mention(id) {
  const person = personOf(id);
  const isMe = id === page.as;
  return el('span', { className: isMe ? 'mention me' : 'mention', data: { user: id } }, `@${person?.name ?? id}`);
}

export function channelLink(id, label) {
  const channel = channelOf(id);
  if (channel === undefined) return el('span', { className: 'mention' }, `#${label || id}`);
  const open = () => go({ channel: id });
  return el('button', { type: 'button', className: 'mention link', onclick: open }, `#${channel.name}`);
}

export function externalLink(url, ...children) {
  if (!/^(https?:|mailto:)/.test(url)) return el('span', {}, ...children);
  const target = new URL(url.replaceAll('&amp;', '&'));
  const own =
    target.origin === location.origin ? /^\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})/.exec(target.pathname) : null;
  if (own === null) return el('a', { href: target.href, target: '_blank', rel: 'noopener noreferrer' }, ...children);
  const onclick = (event) => {
    event.preventDefault();
    go({ channel: own[1], goTo: `${own[2]}.${own[3]}`, threadTs: target.searchParams.get('thread_ts') ?? '' });
  };
  return el('a', { href: target.href, onclick }, ...children);
}

function unescapeText(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
