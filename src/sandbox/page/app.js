import { setUpBolt, setUpComposer } from './composer.js';
import { byId, el, keyed } from './dom.js';
import { emoji } from './emoji.js';
import { drawHome } from './home.js';
import { refreshMap } from './map.js';
import { setUpMenu } from './menu.js';
import { drawMessages, setUpTools } from './messages.js';
import { drawModal } from './modal.js';
import { externalLink, mrkdwn, plain, plainString } from './mrkdwn.js';
import { drawRail } from './rail.js';
import { act, channelTitle, go, onState, page, refresh } from './store.js';
import { setUpTrouble } from './trouble.js';

const NEAR_END = 120;
const MAP_EVERY_MS = 1000;
let drawnChannel = '';

const turns = [
  setUpComposer(byId('composer-form'), byId('composer'), byId('suggestions'), () => ''),
  setUpComposer(byId('thread-form'), byId('thread-composer'), byId('thread-suggestions'), () => page.threadTs),
];
const turn = () => {
  for (const each of turns) each();
};
onState((state) => {
  document.body.classList.remove('offline');
  document.body.classList.toggle('at-home', page.tab === 'home');
  byId('bolt').hidden = !state.shortcuts.some(({ type }) => type === 'global');
  turn();
  drawRail(state);
  drawTop(state);
  drawHome(state.app);
  drawChannel(state.current);
  drawThread(state.current);
  drawModal(state.modal);
  drawPanel(state.panel);
}, turn);

// What scrolls can be scrolled with the arrow keys.
for (const id of ['messages', 'thread-messages', 'home-blocks', 'network']) byId(id).tabIndex = 0;
byId('bolt').append(emoji('zap'));
setUpBolt(byId('bolt'));
setUpMenu();
setUpTools(byId('messages'));
setUpTools(byId('thread-messages'));
setUpTrouble();
toggle('rail-toggle', 'rail-open', 'map-open');
toggle('map-toggle', 'map-open', 'rail-open');
byId('thread-close').onclick = closeThread;
byId('to-newest').onclick = () => toEnd(byId('messages'));
let followsNewest = true;
byId('messages').addEventListener('scroll', () => {
  if (byId('messages').hidden) return;
  followsNewest = isAtEnd(byId('messages'));
  byId('to-newest').hidden = followsNewest;
});
// A turned phone or an opened thread rewraps the lines: whoever read the newest message still does.
new ResizeObserver(() => {
  if (followsNewest) toEnd(byId('messages'));
}).observe(byId('messages'));
byId('pins-toggle').onclick = () => {
  const pins = byId('pins');
  pins.hidden = !pins.hidden;
  byId('pins-toggle').setAttribute('aria-expanded', String(!pins.hidden));
};
document.addEventListener('visibilitychange', () => markRead());
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.defaultPrevented) closeSides();
  if (
    event.key === 'Escape' &&
    page.threadTs !== '' &&
    !document.querySelector('dialog[open], :popover-open') &&
    !event.defaultPrevented
  ) {
    closeThread();
  }
});

const stream = new EventSource('/page/events');
stream.addEventListener('workspace', refresh);
stream.addEventListener('network', refreshMap);
stream.onerror = () => document.body.classList.add('offline');
refresh();

function drawTop({ current: shown, app }) {
  const isHome = page.tab === 'home';
  for (const id of ['messages', 'composer-form']) byId(id).hidden = isHome;
  byId('home-blocks').hidden = !isHome;
  if (isHome) byId('to-newest').hidden = true;
  const current = isHome ? null : shown;
  const place = current === null ? '' : `${current.kind === 'channel' ? '#' : ''}${channelTitle(current)}`;
  const name = isHome ? `${app.name} · Home` : place;
  byId('channel-name').textContent = name;
  document.title = `${name} · ${page.state.team.name}`;
  const count = current?.kind === 'channel' ? `${current.members.length} members` : '';
  const topic = isHome ? 'Only you see this page' : (current?.topic ?? '');
  byId('channel-topic').replaceChildren(...plain([topic, count].filter((words) => words !== '').join(' · ')));
  byId('channel-topic').title = plainString(topic);
  const pins = current?.pins ?? [];
  byId('pins-toggle').replaceChildren(emoji('pushpin'), ` ${pins.length}`);
  byId('pins-toggle').setAttribute('aria-label', `Pinned messages: ${pins.length}`);
  byId('pins-toggle').hidden = pins.length === 0;
  if (pins.length === 0) byId('pins').hidden = true;
  keyed(
    byId('pins'),
    pins,
    ({ ts }) => ts,
    (pin) => JSON.stringify([pin, pinned(current, pin)?.text]),
    (pin) => pinRow(current, pin),
  );
  const bookmarks = current?.bookmarks ?? [];
  byId('bookmarks').hidden = bookmarks.length === 0;
  keyed(
    byId('bookmarks'),
    bookmarks,
    ({ id }) => id,
    JSON.stringify,
    (mark) => el('li', {}, externalLink(mark.link, emoji('link'), ` ${mark.title}`)),
  );
}

const pinned = (current, pin) => current.messages.find((message) => message.ts === pin.ts);

function pinRow(current, pin) {
  const message = pinned(current, pin);
  const show = () => reveal(pin.ts);
  const words = el('span', {}, mrkdwn((message?.text ?? '').split('\n')[0] || '(no text)'));
  return el(
    'div',
    { className: 'pin' },
    words,
    el('button', { type: 'button', className: 'plain', onclick: show }, 'Show'),
  );
}

function drawChannel(current) {
  if (page.tab === 'home') {
    drawnChannel = '';
    return;
  }
  const list = byId('messages');
  const isNew = drawnChannel !== `${page.as} ${page.channel}`;
  const stick = isNew || isAtEnd(list);
  if (isNew) list.replaceChildren();
  drawnChannel = `${page.as} ${page.channel}`;
  if (current === null) return;
  drawMessages(list, current, '');
  if (list.childElementCount === 0)
    list.append(
      el(
        'p',
        { className: 'empty', data: { key: 'empty' } },
        'Nothing here yet. Say something, or type / for commands.',
      ),
    );
  if (page.goTo !== '') {
    reveal(page.goTo);
    page.goTo = '';
  } else if (stick) toEnd(list);
  byId('to-newest').hidden = isAtEnd(list);
  drawComposer(current);
  markRead();
}

function drawComposer(current) {
  const box = byId('composer');
  const form = byId('composer-form');
  const canWrite = current.isMember && !current.isArchived;
  box.disabled = !canWrite;
  box.placeholder = canWrite
    ? `Message ${current.kind === 'channel' ? '#' : ''}${channelTitle(current)}`
    : current.isArchived
      ? 'This channel is archived'
      : 'You are not in this channel';
  form.querySelector('.join')?.remove();
  if (!current.isMember && !current.isArchived) {
    const onclick = () => act('join', { channel: current.id });
    form.append(
      el('button', { type: 'button', className: 'join primary', data: { join: current.id }, onclick }, 'Join channel'),
    );
  }
}

function drawThread(current) {
  const parent = page.tab === 'home' ? undefined : current?.messages.find((message) => message.ts === page.threadTs);
  byId('thread').hidden = parent === undefined;
  document.body.classList.toggle('thread-open', parent !== undefined);
  if (parent === undefined) return;
  const list = byId('thread-messages');
  const stick = list.dataset.thread !== page.threadTs || isAtEnd(list);
  list.dataset.thread = page.threadTs;
  drawMessages(list, current, page.threadTs);
  if (stick) toEnd(list);
  byId('thread-composer').disabled = !current.isMember || current.isArchived;
}

/** The focus goes back to what opened the thread. */
function closeThread() {
  const ts = CSS.escape(page.threadTs);
  const hadFocus = byId('thread').contains(document.activeElement) || document.activeElement === document.body;
  go({ threadTs: '' });
  if (!hadFocus) return;
  const row = document.querySelector(`#messages [data-message-ts="${ts}"]`);
  (row?.querySelector('[data-open-thread], [data-tool]') ?? byId('composer')).focus();
}

let watching = false;
function drawPanel(panel) {
  byId('network').hidden = panel === null;
  byId('map-toggle').hidden = panel === null;
  document.body.classList.toggle('has-panel', panel !== null);
  if (panel === null || watching) return;
  watching = true;
  byId('network-title').textContent = panel.title;
  if (panel.html !== null) {
    // Written by whoever started the workspace, never by a message; the content security policy keeps scripts out.
    const parsed = new DOMParser().parseFromString(panel.html, 'text/html');
    byId('network-html').replaceChildren(...parsed.body.childNodes);
    byId('network-html').hidden = false;
  }
  refreshMap();
  setInterval(() => {
    if (!document.hidden) refreshMap();
  }, MAP_EVERY_MS);
}

function markRead() {
  const current = page.state?.current;
  if (page.tab === '' && current && current.unread > 0 && !document.hidden) act('read', { channel: current.id });
}

function reveal(ts) {
  const row = document.querySelector(`#messages [data-message-ts="${CSS.escape(ts)}"]`);
  row?.scrollIntoView({ block: 'center' });
  row?.classList.add('found');
  setTimeout(() => row?.classList.remove('found'), 2500);
}

/** On a phone, what lies over the messages. */
function closeSides() {
  for (const [open, button] of [
    ['rail-open', 'rail-toggle'],
    ['map-open', 'map-toggle'],
  ]) {
    if (!document.body.classList.contains(open)) continue;
    document.body.classList.remove(open);
    byId(button).setAttribute('aria-expanded', 'false');
    byId(button).focus();
  }
}

function toggle(button, open, other) {
  byId(button).onclick = () => {
    const isOpen = document.body.classList.toggle(open);
    document.body.classList.remove(other);
    byId(button).setAttribute('aria-expanded', String(isOpen));
  };
}

const isAtEnd = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END;
const toEnd = (list) => list.scrollTo({ top: list.scrollHeight });
