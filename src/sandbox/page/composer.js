import { el } from './dom.js';
import { openMenu } from './menu.js';
import { act, page } from './store.js';

/** What people usually type after each command; shown while they type. */
const HINTS = {
  '/inc': [
    ['declare sev2 <title>', 'open an incident; alone, a form'],
    ['status resolved <text>', 'investigating, identified, monitoring or resolved'],
    ['severity sev1 <why>', 'change the severity'],
    ['lead @person', 'name the commander'],
    ['note <text>', 'write on the timeline'],
    ['update <text>', 'tell everybody'],
    ['timeline', 'show what happened'],
    ['timeline as:picture', 'the same to look at'],
    ['stats', 'figures over incidents'],
    ['list open', 'incidents'],
    ['export markdown', 'the whole record as a file'],
    ['stop', 'stop all mitigations'],
    ['help', 'all words'],
  ],
  '/net': [
    ['interfaces <devices>', 'link state'],
    ['interface-detail <device> <interface>', 'counters and errors'],
    ['bgp-summary <devices>', 'peers'],
    ['bgp-peer <device> <peer>', 'one peer'],
    ['ping <device> <destination>', 'loss and round trip'],
    ['traceroute <device> <destination>', 'the way'],
    ['lldp-neighbors <devices>', 'what is connected'],
    ['log <devices>', 'last lines'],
    ['version <devices>', 'software'],
  ],
  '/mitigate': [
    ['interface-shutdown <device> <interface> reason <why>', 'needs approval'],
    ['interface-enable <device> <interface> reason <why>', 'needs approval'],
    ['bgp-peer-shutdown <device> <peer> reason <why>', 'needs approval'],
    ['bgp-peer-enable <device> <peer> reason <why>', 'needs approval'],
    ['approve <id> <plan hash>', 'the first 12 digits of the hash'],
    ['deny <id> <why>', 'refuse it'],
    ['list', 'proposed and done'],
  ],
  '/oncall': [
    ['who', 'who is on call'],
    ['ack', 'take the page'],
    ['page network <text>', 'call somebody'],
    ['escalate', 'call the next'],
    ['schedule', 'rotations'],
  ],
  '/playbook': [
    ['list', 'playbooks'],
    ['show <name>', 'its steps'],
    ['run <name> <inputs>', 'start it'],
  ],
};
const MOST = 8;

/** What was typed and not sent, by person and place. */
const drafts = new Map();

/**
 * Makes a form send what is typed: `/…` as a command, all else as a message. `threadTs()` is '' outside a thread.
 * Returns the function that brings back what this person had typed in the place now shown.
 */
export function setUpComposer(form, box, list, threadTs) {
  let active = -1;
  let offered = [];
  let place = null;

  function turn() {
    if (page.channel === '') return;
    const now = `${page.as} ${page.channel} ${threadTs()}`;
    if (now === place) return;
    if (place !== null) {
      drafts.set(place, box.value);
      box.value = drafts.get(now) ?? '';
      grow(box);
      close();
    }
    place = now;
  }

  function close() {
    list.hidden = true;
    active = -1;
    box.removeAttribute('aria-activedescendant');
  }

  function offer() {
    offered = suggestions(box.value.slice(0, box.selectionStart));
    list.replaceChildren(
      ...offered.map(({ label, about, insert }, index) => {
        const props = {
          id: `${list.id}-${index}`,
          attrs: { role: 'option' },
          aria: { selected: 'false' },
          data: { suggestion: label },
        };
        const option = el('div', props, el('span', {}, label), el('small', {}, about));
        option.onmousedown = (event) => {
          event.preventDefault();
          take(insert);
        };
        return option;
      }),
    );
    list.hidden = offered.length === 0;
    active = -1;
    box.removeAttribute('aria-activedescendant');
  }

  function mark(index) {
    active = (index + offered.length) % offered.length;
    for (const [at, option] of [...list.children].entries())
      option.setAttribute('aria-selected', String(at === active));
    list.children[active].scrollIntoView({ block: 'nearest' });
    box.setAttribute('aria-activedescendant', list.children[active].id);
  }

  function take(insert) {
    const rest = box.value.slice(box.selectionStart);
    const before = insert(box.value.slice(0, box.selectionStart));
    box.value = before + rest;
    box.setSelectionRange(before.length, before.length);
    grow(box);
    offer();
  }

  async function send() {
    const text = box.value.trim();
    if (text === '' || page.channel === '') return;
    const thread = threadTs() === '' ? {} : { threadTs: threadTs() };
    const kind = text.startsWith('/') ? 'command' : 'message';
    box.value = '';
    grow(box);
    close();
    const outcome = await act(kind, { channel: page.channel, text, ...thread });
    if (!outcome.ok && kind === 'message' && box.value === '') box.value = text;
  }

  box.addEventListener('input', () => {
    grow(box);
    offer();
  });
  box.addEventListener('blur', close);
  box.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (!list.hidden && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      mark(active + (event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1));
    } else if (!list.hidden && event.key === 'Escape') {
      event.preventDefault();
      close();
    } else if (!list.hidden && (event.key === 'Tab' || event.key === 'Enter') && active >= 0) {
      event.preventDefault();
      take(offered[active].insert);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  return turn;
}

/** The button behind which the app's global shortcuts are. */
export function setUpBolt(button) {
  button.onclick = () => {
    const entries = page.state.shortcuts
      .filter(({ type }) => type === 'global')
      .map(({ name, description, callback_id: callbackId }) => ({
        label: name,
        about: `${page.state.app.name} · ${description}`,
        run: () => act('globalShortcut', { callbackId }),
        data: { shortcut: callbackId },
      }));
    openMenu(button, 'Shortcuts', entries);
  };
}

function suggestions(before) {
  const at = /(?:^|\s)@([\w.-]*)$/.exec(before);
  if (at !== null) return people(at[1]);
  if (!before.startsWith('/')) return [];
  const all = page.state.commands.flatMap((command) => {
    const hints = HINTS[command] ?? [];
    return [
      { label: command, about: hints.length > 0 ? 'command' : '' },
      ...hints.map(([words, about]) => ({ label: `${command} ${words}`, about })),
    ];
  });
  const fitting = all.filter(({ label }) => label.startsWith(before) && label !== before);
  const short = fitting.filter(({ label }) => !label.includes(' '));
  const shown = short.length > 1 ? short : fitting;
  return shown
    .slice(0, MOST)
    .map((hint) => {
      const fixed = hint.label.split(/ ?[<@]/)[0];
      return { ...hint, insert: () => `${fixed} ` };
    })
    .filter((hint) => hint.insert() !== before);
}

function people(typed) {
  return page.state.people
    .filter((person) => !person.deleted && person.name.startsWith(typed.toLowerCase()) && person.name !== typed)
    .slice(0, MOST)
    .map((person) => ({
      label: `@${person.name}`,
      about: person.realName,
      insert: (before) => `${before.slice(0, before.length - typed.length)}${person.name} `,
    }));
}

function grow(box) {
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight, 180)}px`;
}
