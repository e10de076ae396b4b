import { el } from './dom.js';
import { control, textNodes } from './elements.js';
import { externalLink, mrkdwn, plain } from './mrkdwn.js';
import { richText } from './rich-text.js';

/** Draws blocks. `touch(block, element, value)` hears of clicks and choices; `draw` may replace a block type's drawing. */
export function drawBlocks(blocks, touch, draw = {}) {
  return blocks.map((block) =>
    (draw[block.type] ?? DRAW[block.type] ?? unknown)(block, (element, value) => touch(block, element, value)),
  );
}

const DRAW = {
  header: (block) => el('h2', { className: 'block-header' }, plain(block.text.text)),
  section(block, touch) {
    const words = el('div', { className: 'section-words' });
    if (block.text) words.append(el('div', {}, textNodes(block.text)));
    if (block.fields)
      words.append(
        el(
          'div',
          { className: 'fields' },
          block.fields.map((field) => el('div', {}, textNodes(field))),
        ),
      );
    const accessory = block.accessory;
    const beside =
      accessory === undefined
        ? null
        : accessory.type === 'image'
          ? image(accessory)
          : control(accessory, accessory.action_id, touch);
    return el('div', { className: 'section' }, words, beside);
  },
  context: (block) =>
    el(
      'div',
      { className: 'context' },
      block.elements.map((item) => (item.type === 'image' ? image(item) : el('span', {}, textNodes(item)))),
    ),
  actions: (block, touch) =>
    el(
      'div',
      { className: 'actions' },
      block.elements.map((item) => control(item, item.placeholder?.text ?? item.action_id, touch)),
    ),
  divider: () => el('hr'),
  rich_text: (block) => richText(block),
  image: (block) => el('figure', {}, block.title ? el('figcaption', {}, plain(block.title.text)) : null, image(block)),
  markdown: (block) => el('div', { className: 'markdown' }, markdown(block.text)),
  table: (block) => table(block),
  input: (block, touch) =>
    el(
      'label',
      { className: 'input' },
      el('span', {}, plain(block.label.text)),
      control(block.element, block.label.text, touch),
    ),
};

function unknown(block) {
  return el('p', { className: 'dim' }, `[${block.type}]`);
}

/** Pictures of this server and inline ones are shown; others would leave the machine, so they become links. */
function image(element) {
  const url = element.image_url ?? '';
  if (url.startsWith('data:image/') || url.startsWith(`${location.origin}/`))
    return el('img', { src: url, alt: element.alt_text });
  return externalLink(url, `Picture: ${element.alt_text}`);
}

function table(block) {
  const cell = (tag) => (entry) =>
    el(tag, {}, entry.type === 'rich_text' ? richText(entry) : String(entry.text ?? entry.value ?? ''));
  const [head, ...rows] = block.rows;
  return el(
    'div',
    { className: 'table' },
    el(
      'table',
      {},
      el('thead', {}, el('tr', {}, head.map(cell('th')))),
      el(
        'tbody',
        {},
        rows.map((row) => el('tr', {}, row.map(cell('td')))),
      ),
    ),
  );
}

/** Standard Markdown, brought to mrkdwn's marks for the little an app's message uses. */
function markdown(text) {
  const parts = text.split('```').map((part, index) => {
    if (index % 2 === 1) return part;
    return part
      .replace(/^#{1,6} +(.*)$/gm, '*$1*')
      .replace(/\*\*(.+?)\*\*/g, '*$1*')
      .replace(/^[-*] +/gm, '• ')
      .replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, '<$2|$1>');
  });
  return mrkdwn(parts.join('```'));
}
