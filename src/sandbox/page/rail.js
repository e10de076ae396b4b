import { byId, el, keyed } from './dom.js';
import { avatar } from './messages.js';
import { channelTitle, go, page } from './store.js';

/** The left side: who you are, and where you can go. */
export function drawRail(state) {
  byId('team-name').textContent = state.team.name;
  const people = state.people.filter((person) => !person.isBot && !person.deleted);
  keyed(
    byId('people'),
    people,
    ({ id }) => id,
    (person) => JSON.stringify([person, page.as]),
    personButton,
  );
  const active = state.channels.filter((channel) => channel.kind === 'channel' && !channel.isArchived);
  const direct = state.channels.filter((channel) => channel.kind !== 'channel');
  const archived = state.channels.filter((channel) => channel.isArchived);
  const groups = [
    { title: 'Channels', channels: active },
    { title: 'Direct messages', channels: direct },
    { title: 'Archived', channels: archived },
  ].filter(({ channels }) => channels.length > 0);
  keyed(
    byId('channels'),
    groups,
    ({ title }) => title,
    (group) => JSON.stringify([group, page.channel, page.as]),
    groupList,
  );
}

function personButton(person) {
  const pressed = String(person.id === page.as);
  const zoneName = person.timeZone.split('/').at(-1).replaceAll('_', ' ');
  const onclick = () => go({ as: person.id, threadTs: '' });
  return el(
    'button',
    { type: 'button', data: { person: person.id }, aria: { pressed }, onclick },
    avatar({ id: person.id, name: person.realName }),
    el('span', { className: 'person-words' }, el('span', {}, person.realName), el('small', {}, zoneName)),
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

function channelButton(channel) {
  const isCurrent = channel.id === page.channel;
  const sign = channel.kind === 'channel' ? (channel.isPrivate ? '🔒' : '#') : '●';
  const badge = channel.unread > 0 && !isCurrent ? String(channel.mentions || channel.unread) : '';
  const classes = [
    badge === '' ? '' : 'unread',
    (channel.mentions > 0 || channel.kind !== 'channel') && badge !== '' ? 'mentioned' : '',
    channel.isMember ? '' : 'outside',
  ];
  const onclick = () => {
    document.body.classList.remove('rail-open');
    byId('rail-toggle').setAttribute('aria-expanded', 'false');
    return go({ channel: channel.id });
  };
  return el(
    'button',
    {
      type: 'button',
      className: classes.join(' ').trim(),
      data: { channel: channel.id, name: channel.name },
      title: channel.isMember ? '' : 'You are not in this channel',
      onclick,
      ...(isCurrent ? { aria: { current: 'page' } } : {}),
    },
    el('span', { className: 'sign', aria: { hidden: 'true' } }, sign),
    el('span', { className: 'name' }, channelTitle(channel)),
    badge === '' ? null : el('span', { className: 'count' }, badge, el('span', { className: 'unseen' }, ' unread')),
  );
}
