import { drawBlocks } from './blocks.js';
import { el, keyed } from './dom.js';
import { emoji } from './emoji.js';
import { openMenu, opensMenu } from './menu.js';
import { mrkdwn } from './mrkdwn.js';
import { picture } from './picture.js';
import { act, go, page, personOf, zone } from './store.js';
import { dayOf, fullTime, timeOf } from './time.js';

const TOGETHER_SECONDS = 300;
const SYSTEM = new Set(['channel_join', 'channel_topic', 'channel_purpose', 'channel_archive']);
const QUICK = ['pushpin', 'eyes', 'white_check_mark'];

/** Draws the channel's own messages, or with `threadTs` one thread, ephemerals among them by time. */
export function drawMessages(parent, current, threadTs) {
  const inThread = (message) => message.thread_ts === threadTs || message.ts === threadTs;
  const isReply = (message) =>
    message.thread_ts !== undefined && message.thread_ts !== message.ts && message.subtype !== 'thread_broadcast';
  const messages =
    threadTs === '' ? current.messages.filter((message) => !isReply(message)) : current.messages.filter(inThread);
  const mine = current.ephemerals
    .filter((entry) => (entry.threadTs ?? '') === threadTs)
    .map((entry) => ({ ...entry, isEphemeral: true, user: entry.from === 'app' ? page.state.botUserId : 'slackbot' }));
  const all = [...messages, ...mine].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const rows = all.map((message, index) => ({ message, previous: all[index - 1] }));
  keyed(
    parent,
    rows,
    ({ message }) => message.ts,
    ({ message, previous }) =>
      JSON.stringify([message, isTogether(message, previous), isNewDay(message, previous), page.as, threadTs]),
    ({ message, previous }) => row(current, message, previous, threadTs),
  );
}

function row(current, message, previous, threadTs) {
  const nodes = [];
  if (threadTs === '' && isNewDay(message, previous))
    nodes.push(el('div', { className: 'day' }, el('span', {}, dayOf(message.ts, zone()))));
  nodes.push(SYSTEM.has(message.subtype) ? systemLine(message) : bubble(current, message, previous, threadTs));
  const data = { messageTs: message.ts, ...(message.isEphemeral ? { ephemeral: 'true' } : {}) };
  return el('div', { className: 'row', data }, nodes);
}

function systemLine(message) {
  const who = personOf(message.user)?.name ?? message.user;
  const words =
    message.subtype === 'channel_join' ? mrkdwn(message.text) : [el('strong', {}, who), ' ', ...mrkdwn(message.text)];
  return el('p', { className: 'system' }, words, ' ', time(message));
}

function bubble(current, message, previous, threadTs) {
  const author = authorOf(message);
  const together = isTogether(message, previous);
  const body = el('div', { className: 'body' });
  if (message.isEphemeral) body.append(el('p', { className: 'only-you' }, 'Only visible to you'));
  if (!together) {
    const badge = author.isApp ? el('span', { className: 'badge' }, 'APP') : null;
    body.append(el('p', { className: 'by' }, el('strong', {}, author.name), badge, time(message)));
  }
  body.append(...content(current, message));
  if (message.files?.length > 0) body.append(...message.files.map(fileCard));
  if (message.pinned_to) body.append(el('p', { className: 'pinned' }, emoji('pushpin'), ' Pinned'));
  if (message.reactions?.length > 0) body.append(reactions(current, message));
  if (message.reply_count > 0 && threadTs === '') body.append(threadLink(message));
  const side = together ? el('span', { className: 'side-time' }, timeOf(message.ts, zone())) : avatar(author);
  const classes = [
    'message',
    together ? 'together' : '',
    message.isEphemeral ? 'ephemeral' : '',
    message.pinned_to ? 'is-pinned' : '',
  ];
  return el('article', { className: classes.join(' ').trim() }, side, body, tools(current, message, threadTs));
}

function content(current, message) {
  const touch = (block, element, value) => {
    const where = { channel: current.id, ts: message.ts, actionId: element.action_id, blockId: block.block_id };
    return value === null ? act('click', where) : act('select', { ...where, value });
  };
  if (message.blocks?.length > 0) return drawBlocks(message.blocks, touch);
  if (message.text === '') return [];
  const edited = message.edited ? el('small', { className: 'dim' }, ' (edited)') : null;
  return [el('div', { className: 'text' }, mrkdwn(message.text), edited)];
}

function tools(current, message, threadTs) {
  const button = (tool, label, sign, onclick, aria = {}) =>
    el(
      'button',
      { type: 'button', tabIndex: -1, title: label, aria: { label, ...aria }, onclick, data: { tool } },
      sign,
    );
  const bar = el('div', { className: 'tools', attrs: { role: 'toolbar' }, aria: { label: 'Message actions' } });
  if (message.isEphemeral) bar.append(button('dismiss', 'Dismiss', '✕', () => act('dismiss', { ts: message.ts })));
  else {
    const where = { channel: current.id, ts: message.ts };
    for (const name of QUICK)
      bar.append(button(name, `React with :${name}:`, emoji(name), () => act('react', { ...where, name })));
    if (threadTs === '') bar.append(button('thread', 'Reply in thread', emoji('thread'), () => openThread(message.ts)));
    const entries = moreOf(message, where, threadTs);
    const open = (event) => openMenu(event.currentTarget, 'More actions', entries, again(event.currentTarget, message));
    if (entries.length > 0) bar.append(button('more', 'More actions', '⋯', open, opensMenu));
  }
  // One stop for Tab; the arrows go on from there.
  bar.firstElementChild.tabIndex = 0;
  return bar;
}

/** What Slack and the app offer for one message. */
function moreOf(message, where, threadTs) {
  const reply = { label: 'Reply in thread', run: () => openThread(message.ts), data: { reply: message.ts } };
  const pin = { label: 'Pin to the channel', run: () => act('pin', where), data: { pin: message.ts } };
  const ofApp = page.state.shortcuts
    .filter(({ type }) => type === 'message')
    .map(({ name, description, callback_id: callbackId }) => ({
      label: name,
      about: `${page.state.app.name} · ${description}`,
      run: () => act('messageShortcut', { ...where, callbackId }),
      data: { shortcut: callbackId },
    }));
  return [...(threadTs === '' ? [reply] : []), ...(message.pinned_to ? [] : [pin]), ...ofApp];
}

/** Finds the button of a message's menu once the message was drawn anew. */
function again(button, message) {
  const list = button.closest('[role=log]');
  return () => list.querySelector(`[data-message-ts="${CSS.escape(message.ts)}"] [data-tool=more]`);
}

/** Arrow keys in a message's toolbar: along it, and up and down to the other messages' toolbars. */
export function setUpTools(list) {
  list.addEventListener('keydown', (event) => {
    const bar = event.target.closest('[role=toolbar]');
    if (bar === null) return;
    const buttons = [...bar.children];
    const bars = [...list.querySelectorAll('[role=toolbar]')];
    const [at, row] = [buttons.indexOf(event.target), bars.indexOf(bar)];
    const target = {
      ArrowRight: buttons[at + 1],
      ArrowLeft: buttons[at - 1],
      Home: buttons[0],
      End: buttons.at(-1),
      ArrowDown: bars[row + 1]?.firstElementChild,
      ArrowUp: bars[row - 1]?.firstElementChild,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    target.focus();
  });
}

async function openThread(ts) {
  await go({ threadTs: ts });
  document.getElementById('thread-composer').focus();
}

function reactions(current, message) {
  return el(
    'div',
    { className: 'reactions' },
    message.reactions.map(({ name, users, count }) => {
      const isMine = users.includes(page.as);
      const names = users.map((id) => personOf(id)?.realName ?? id).join(', ');
      const onclick = () => act(isMine ? 'unreact' : 'react', { channel: current.id, ts: message.ts, name });
      const label = `${name}, ${count}: ${names}`;
      const props = {
        type: 'button',
        title: `${names} reacted with :${name}:`,
        onclick,
        data: { reaction: name },
        aria: { label, pressed: String(isMine) },
      };
      return el('button', props, emoji(name), ` ${count}`);
    }),
  );
}

function threadLink(message) {
  const words = message.reply_count === 1 ? '1 reply' : `${message.reply_count} replies`;
  const data = { openThread: message.ts };
  const last = el('span', { className: 'dim' }, ` last at ${timeOf(message.latest_reply, zone())}`);
  return el(
    'button',
    { type: 'button', className: 'thread-link', data, onclick: () => openThread(message.ts) },
    emoji('thread'),
    ` ${words}`,
    last,
  );
}

function fileCard(file) {
  const link = el(
    'a',
    { href: `/page/file/${file.id}`, download: file.name ?? '', data: { file: file.id } },
    'Download',
  );
  const head = el(
    'div',
    { className: 'file-head' },
    el('strong', {}, emoji('page_facing_up'), ` ${file.title ?? file.id}`),
    el('span', { className: 'dim' }, `${file.name}, ${size(file.size)}`),
    link,
  );
  if (file.mimetype === 'image/png') return el('div', { className: 'file' }, head, picture(file));
  const preview = file.preview
    ? el('details', {}, el('summary', {}, 'Preview'), el('pre', { tabIndex: 0 }, file.preview))
    : null;
  return el('div', { className: 'file' }, head, preview);
}

function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KB`;
}

function time(message) {
  const iso = new Date(Number(message.ts) * 1000).toISOString();
  return el('time', { dateTime: iso, title: fullTime(message.ts, zone()) }, timeOf(message.ts, zone()));
}

export function avatar(author) {
  const letters = author.name
    .split(/\s+/)
    .map((word) => word[0])
    .join('')
    .slice(0, 2)
    .toUpperCase();
  return el(
    'span',
    { className: `avatar hue-${hue(author.id)}${author.isApp ? ' app' : ''}`, aria: { hidden: 'true' } },
    letters,
  );
}

function hue(id) {
  return [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;
}

function authorOf(message) {
  if (message.user === 'slackbot') return { id: 'slackbot', name: 'Slackbot', isApp: true };
  const person = personOf(message.user);
  return {
    id: message.user ?? message.bot_id,
    name: message.username ?? person?.realName ?? message.user,
    isApp: person?.isBot ?? true,
  };
}

function isTogether(message, previous) {
  // A reply is never drawn as the parent's second paragraph.
  if (previous === undefined || (message.thread_ts === previous.ts && previous.ts !== undefined)) return false;
  if (message.isEphemeral || previous.isEphemeral || SYSTEM.has(previous.subtype)) return false;
  return (
    previous.user === message.user &&
    Number(message.ts) - Number(previous.ts) < TOGETHER_SECONDS &&
    !isNewDay(message, previous)
  );
}

function isNewDay(message, previous) {
  return previous === undefined || dayOf(message.ts, zone()) !== dayOf(previous.ts, zone());
}
