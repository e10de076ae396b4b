import { byId, el, keyed } from './dom.js';
import { emoji } from './emoji.js';
import { avatar } from './messages.js';
import { act, become, channelTitle, go, page } from './store.js';
import { drawTrouble } from './trouble.js';

/** The left side: who you are, and where you can go. */
export function drawRail(state) {
  byId('team-name').textContent = state.team.name;
  const people = state.people.filter((person) => !person.isBot && !person.deleted);
  keyed(
    byId('people'),
    people,
    ({ id }) => id,
    (person) => JSON.stringify([person, page.as]),
    personRow,
  );
  const active = state.channels.filter((channel) => channel.kind === 'channel' && !channel.isArchived);
  const ofApp = state.channels.find(({ id }) => id === state.app.channel);
  const direct = state.channels.filter((channel) => channel.kind !== 'channel' && channel !== ofApp);
  const archived = state.channels.filter((channel) => channel.isArchived);
  const groups = [
    { title: 'Channels', channels: active },
    { title: 'Apps', app: state.app, channels: ofApp ? [ofApp] : [] },
    { title: 'Direct messages', channels: direct },
    { title: 'Archived', channels: archived },
  ].filter(({ app, channels }) => app !== undefined || channels.length > 0);
  keyed(
    byId('channels'),
    groups,
    ({ title }) => title,
    (group) => JSON.stringify([group.title, group.channels, group.app?.name, page.channel, page.as, page.tab]),
    (group) => (group.app === undefined ? groupList(group) : appList(group)),
  );
  drawTrouble(state.trouble);
}

function personRow(person) {
  const pressed = String(person.id === page.as);
  const zoneName = person.timeZone.split('/').at(-1).replaceAll('_', ' ');
  const onclick = () => become(person.id);
  const beside = `Be ${person.realName} in a window beside this one`;
  return el(
    'div',
    { className: 'person' },
    el(
      'button',
      { type: 'button', data: { person: person.id }, aria: { pressed }, onclick },
      avatar({ id: person.id, name: person.realName }),
      el('span', { className: 'person-words' }, el('span', {}, person.realName), el('small', {}, zoneName)),
    ),
    el(
      'a',
      { href: `/?as=${person.id}`, target: '_blank', title: beside, aria: { label: beside } },
      el('span', { aria: { hidden: 'true' } }, '⧉'),
    ),
  );
}

/** The app with its two tabs. */
function appList({ title, app, channels: [channel] }) {
  const isHome = page.tab === 'home';
  const home = {
    type: 'button',
    data: { appTab: 'home' },
    onclick: () => {
      closeRail();
      act('openHome', {});
      return go({ tab: 'home', threadTs: '' });
    },
    ...(isHome ? { aria: { current: 'page' } } : {}),
  };
  return el(
    'section',
    {},
    el('h2', {}, title),
    el('p', { className: 'app-name' }, avatar({ id: app.name, name: app.name, isApp: true }), app.name),
    el(
      'ul',
      { className: 'tabs', aria: { label: app.name } },
      el(
        'li',
        {},
        el(
          'button',
          home,
          el('span', { className: 'sign', aria: { hidden: 'true' } }, emoji('house')),
          el('span', { className: 'name' }, 'Home'),
        ),
      ),
      el('li', {}, channel === undefined ? emptyMessages() : channelButton(channel, 'Messages')),
    ),
  );
}

function emptyMessages() {
  const onclick = () => act('openMessages', {}).then(() => go({ channel: 'app' }));
  return el(
    'button',
    { type: 'button', data: { appTab: 'messages' }, onclick },
    el('span', { className: 'sign', aria: { hidden: 'true' } }, emoji('speech_balloon')),
    el('span', { className: 'name' }, 'Messages'),
  );
}

function groupList({ title, channels }) {
  return el(
    'section',
    {},
    el('h2', {}, title),
    el(
      'ul',
      {},
      channels.map((channel) => el('li', {}, channelButton(channel))),
    ),
  );
}

function channelButton(channel, title = channelTitle(channel)) {
  const isOfApp = channel.id === page.state.app.channel;
  const isCurrent = channel.id === page.channel && page.tab === '';
  const sign = isOfApp
    ? emoji('speech_balloon')
    : channel.kind === 'channel'
      ? channel.isPrivate
        ? emoji('lock')
        : '#'
      : '●';
  const badge = channel.unread > 0 && !isCurrent ? String(channel.mentions || channel.unread) : '';
  const classes = [
    badge === '' ? '' : 'unread',
    (channel.mentions > 0 || channel.kind !== 'channel') && badge !== '' ? 'mentioned' : '',
    channel.isMember ? '' : 'outside',
  ];
  const onclick = () => {
    closeRail();
    return go({ channel: channel.id });
  };
  return el(
    'button',
    {
      type: 'button',
      className: classes.join(' ').trim(),
      data: { channel: channel.id, name: channel.name, ...(isOfApp ? { appTab: 'messages' } : {}) },
      title: channel.isMember ? '' : 'You are not in this channel',
      onclick,
      ...(isCurrent ? { aria: { current: 'page' } } : {}),
    },
    el('span', { className: 'sign', aria: { hidden: 'true' } }, sign),
    el('span', { className: 'name' }, title),
    badge === '' ? null : el('span', { className: 'count' }, badge, el('span', { className: 'unseen' }, ' unread')),
  );
}

/** On a phone the rail lies over what was chosen in it. */
function closeRail() {
  document.body.classList.remove('rail-open');
  byId('rail-toggle').setAttribute('aria-expanded', 'false');
}
