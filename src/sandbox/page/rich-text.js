import { el } from './dom.js';
import { emoji, pictured } from './emoji.js';
import { channelLink, externalLink, mention } from './mrkdwn.js';
import { page, zone } from './store.js';
import { formatDate } from './time.js';

/** The parts of a rich_text block. */
export function richText(block) {
  return el('div', { className: 'rich' }, block.elements.map(part));
}

function part(element) {
  const children = () => element.elements.map(leaf);
  switch (element.type) {
    case 'rich_text_preformatted':
      return el('pre', {}, children());
    case 'rich_text_quote':
      return el('blockquote', {}, children());
    case 'rich_text_list': {
      const tag = element.style === 'ordered' ? 'ol' : 'ul';
      const list = el(
        tag,
        { className: `level-${Math.min(element.indent ?? 0, 4)}` },
        element.elements.map((item) => el('li', {}, part(item))),
      );
      if (tag === 'ol' && element.offset) list.start = element.offset + 1;
      return list;
    }
    default:
      return el('p', {}, children());
  }
}

function leaf(element) {
  switch (element.type) {
    case 'text':
      return styled(element.text, element.style);
    case 'link':
      return externalLink(element.url, styled(element.text ?? element.url, element.style));
    case 'user':
      return mention(element.user_id);
    case 'channel':
      return channelLink(element.channel_id);
    case 'emoji':
      return emoji(element.name);
    case 'broadcast':
      return el('span', { className: 'mention' }, `@${element.range}`);
    case 'date':
      return el(
        'time',
        { title: element.fallback ?? '' },
        formatDate(element.timestamp, element.format, zone(), page.state.nowMs),
      );
    default:
      return element.text ?? '';
  }
}

function styled(text, style = {}) {
  let node = el('span', {}, pictured(text));
  if (style.code) node = el('code', {}, node);
  if (style.bold) node = el('strong', {}, node);
  if (style.italic) node = el('em', {}, node);
  if (style.strike) node = el('s', {}, node);
  return node;
}
