import { say } from './dom.js';

const query = new URLSearchParams(location.search);
const link = /^\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})/.exec(location.pathname);

/** What this page shows: who looks, where, and the last state the workspace gave. */
export const page = {
  as: query.get('as') ?? '',
  channel: link?.[1] ?? query.get('channel') ?? '',
  threadTs: query.get('thread_ts') ?? '',
  /** 'home' while the app's Home tab is shown instead of a channel. */
  tab: query.get('tab') ?? '',
  goTo: link === null ? '' : `${link[2]}.${link[3]}`,
  state: null,
};

let draw = () => {};
let loading = false;
let again = false;

let moved = () => {};
/** Where each person was when the page turned to somebody else. */
const places = new Map();

/** `onMove` is called as soon as the page shows another person or place, before the new state is here. */
export function onState(listener, onMove) {
  draw = listener;
  moved = onMove;
}

/** Fetches the state and redraws; calls while one is under way are joined into one more. */
export async function refresh() {
  if (loading) {
    again = true;
    return;
  }
  loading = true;
  try {
    do {
      again = false;
      const { as, channel } = page;
      const asked = new URLSearchParams(as === '' ? { channel } : { channel, as });
      const state = await (await fetch(`/page/state?${asked}`)).json();
      if (page.as !== as || page.channel !== channel) {
        // The person went elsewhere meanwhile: this answer must not bring them back.
        again = true;
        continue;
      }
      page.state = state;
      page.as = state.viewer;
      page.channel = state.current?.id ?? '';
      draw(state);
    } while (again);
  } catch {
    document.body.classList.add('offline');
    say('The workspace does not answer. It may have ended.');
  } finally {
    loading = false;
  }
}

export function go(change) {
  if (change.channel !== undefined) {
    if (change.channel !== page.channel) page.threadTs = '';
    page.tab = '';
  }
  Object.assign(page, change);
  moved();
  const shown = new URLSearchParams({ as: page.as, channel: page.channel });
  if (page.threadTs !== '') shown.set('thread_ts', page.threadTs);
  if (page.tab !== '') shown.set('tab', page.tab);
  history.replaceState(null, '', `/?${shown}`);
  return refresh();
}

/** Turns to another person, who is where they were before, or else where the one before them is. */
export function become(id) {
  if (id === page.as) return Promise.resolve();
  const { channel, threadTs, tab } = page;
  places.set(page.as, { channel, threadTs, tab });
  return go({ as: id, ...(places.get(id) ?? { threadTs, tab }) });
}

const WORDS = {
  not_in_channel: 'Join the channel first.',
  is_archived: 'This channel is archived.',
  operation_timeout: 'The app did not answer within 3 seconds.',
  dispatch_failed: 'The app is not connected.',
  already_pinned: 'Already pinned.',
  already_reacted: 'You already reacted with that.',
  action_not_found: 'The app has changed that message.',
  shortcut_not_found: 'The app has no such shortcut any more.',
};

/** Sends what the person did. Returns the workspace's `{ok, error?, fields?}`. */
export async function act(kind, body) {
  try {
    const response = await fetch('/page/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind, as: page.as, ...body }),
    });
    const outcome = await response.json();
    // An unknown command is answered by Slackbot in the channel.
    const isSaid = outcome.fields !== undefined || outcome.error === 'unknown_command';
    if (!outcome.ok && !isSaid && kind !== 'read') {
      say(WORDS[outcome.error] ?? `That did not work: ${outcome.error}`);
    }
    return outcome;
  } catch {
    say('The workspace does not answer. It may have ended.');
    return { ok: false, error: 'unreachable' };
  }
}

export const personOf = (id) => page.state.people.find((person) => person.id === id);
export const channelOf = (id) => page.state.channels.find((channel) => channel.id === id);
export const zone = () => personOf(page.as)?.timeZone ?? 'UTC';

export function channelTitle(channel) {
  if (channel.kind === 'channel') return channel.name;
  return channel.others.map((id) => personOf(id)?.realName ?? id).join(', ') || 'Yourself';
}
