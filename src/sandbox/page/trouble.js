import { byId, el } from './dom.js';
import { act } from './store.js';

const SWITCHES = [
  ['429', 'Too many calls (429)'],
  ['500', 'Server error (500)'],
  ['delay', 'Answer after 5 s'],
  ['lost-reply', 'Lose the answer'],
  ['disconnect', 'Cut the sockets'],
];

/** The switches that make this workspace behave badly towards the app. */
export function setUpTrouble() {
  const button = (what, label) =>
    el('button', { type: 'button', data: { trouble: what }, onclick: () => act('trouble', { what }) }, label);
  byId('trouble-switches').replaceChildren(
    ...SWITCHES.map(([what, label]) => button(what, label)),
    button('outage', 'Slack is down'),
    button('calm', 'Slack is back'),
  );
}

export function drawTrouble({ waiting, isDown }) {
  const calls = waiting === 1 ? "The app's next call fails." : `The app's next ${waiting} calls fail.`;
  byId('trouble-state').textContent = isDown ? 'Nothing is answered.' : waiting > 0 ? calls : '';
  for (const button of byId('trouble-switches').children)
    if (['outage', 'calm'].includes(button.dataset.trouble))
      button.hidden = (button.dataset.trouble === 'outage') === isDown;
}
