import { PICTURES } from './pictures.js';

const SPACE = 'http://www.w3.org/2000/svg';
const EMOJI = {
  '+1': '👍',
  arrows_counterclockwise: '🔄',
  bell: '🔔',
  books: '📚',
  bust_in_silhouette: '👤',
  calendar: '📅',
  chart_with_upwards_trend: '📈',
  clipboard: '📋',
  construction: '🚧',
  electric_plug: '🔌',
  eyes: '👀',
  fire: '🔥',
  firefighter: '🧑‍🚒',
  gear: '⚙️',
  grey_question: '❔',
  hammer_and_wrench: '🛠️',
  hand: '✋',
  handshake: '🤝',
  heavy_check_mark: '✔️',
  house: '🏠',
  hourglass: '⌛',
  hourglass_flowing_sand: '⏳',
  information_source: 'ℹ️',
  large_blue_circle: '🔵',
  large_green_circle: '🟢',
  large_orange_circle: '🟠',
  large_red_circle: '🔴',
  large_yellow_circle: '🟡',
  link: '🔗',
  lock: '🔒',
  mag: '🔍',
  mega: '📣',
  memo: '📝',
  notebook: '📓',
  no_entry: '⛔',
  octagonal_sign: '🛑',
  page_facing_up: '📄',
  pager: '📟',
  phone: '📞',
  pushpin: '📌',
  question: '❓',
  red_circle: '🔴',
  repeat: '🔁',
  rotating_light: '🚨',
  satellite_antenna: '📡',
  shield: '🛡️',
  sleeping: '😴',
  sos: '🆘',
  speech_balloon: '💬',
  stopwatch: '⏱️',
  tada: '🎉',
  thread: '🧵',
  unlock: '🔓',
  warning: '⚠️',
  wave: '👋',
  white_check_mark: '✅',
  white_circle: '⚪',
  white_small_square: '▫️',
  wrench: '🔧',
  x: '❌',
  zap: '⚡',
};

const NAMES = new Map(
  Object.entries(EMOJI)
    .filter(([name]) => Object.hasOwn(PICTURES, name))
    .map(([name, character]) => [character, name]),
);
const CHARACTERS = new RegExp(`(${[...NAMES.keys()].join('|')})`);

/** The character of a shortcode without its colons; the shortcode itself when the page does not know it. */
export const emojiText = (name) => EMOJI[name] ?? `:${name}:`;
export const isEmoji = (name) => Object.hasOwn(EMOJI, name) || Object.hasOwn(PICTURES, name);

/** A shortcode as our own drawing, else as its character. */
export function emoji(name) {
  const shapes = PICTURES[name];
  if (shapes === undefined) return emojiText(name);
  const picture = shape('svg', {
    viewBox: '0 0 20 20',
    class: 'emoji',
    role: 'img',
    'aria-label': name.replaceAll('_', ' '),
  });
  picture.append(shape('title', {}), ...shapes.map(([tag, attributes]) => shape(tag, attributes)));
  picture.firstChild.textContent = `:${name}:`;
  return picture;
}

/** Text with the characters we have drawings of replaced by them; apps may write either form. */
export function pictured(text) {
  return text
    .split(CHARACTERS)
    .filter((part) => part !== '')
    .map((part) => (NAMES.has(part) ? emoji(NAMES.get(part)) : part));
}

function shape(tag, attributes) {
  const node = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
