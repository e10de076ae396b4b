import { byId, el } from './dom.js';

const SPACE = 'http://www.w3.org/2000/svg';
const [WIDTH, HEIGHT, BOX, TALL] = [420, 340, 104, 44];
let shown = '';

/** Fetches the network and redraws what changed. */
export async function refreshMap() {
  const network = await fetch('/page/network').then(
    (response) => response.json(),
    () => null,
  );
  const now = JSON.stringify(network);
  if (network === null || now === shown) return;
  shown = now;
  byId('map').replaceChildren(picture(network));
  byId('peers').replaceChildren(...tables(network));
  byId('network-note').textContent = network.note ?? '';
  byId('network-note').hidden = !network.note;
}

function picture({ devices, links }) {
  const root = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': summary(devices, links) });
  const places = new Map(devices.map((device) => [device.name, place(device)]));
  const pairs = new Map();
  for (const link of links) {
    const [a, b] = [places.get(link.a.device), places.get(link.b.device)];
    if (a === undefined || b === undefined) continue;
    const pair = [link.a.device, link.b.device].sort().join('|');
    const nth = pairs.get(pair) ?? 0;
    pairs.set(pair, nth + 1);
    root.append(line(link, a, b, (nth % 2 === 0 ? 1 : -1) * Math.ceil(nth / 2) * 14));
  }
  for (const device of devices) root.append(box(device, places.get(device.name)));
  return root;
}

function line(link, a, b, aside) {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [dx, dy] = [(-(b.y - a.y) / length) * aside, ((b.x - a.x) / length) * aside];
  const state = stateOf(link);
  const group = svg('g', { class: `link ${state}`, 'data-link': link.id, 'data-state': state });
  group.append(svg('title', {}, `${ends(link)}: ${words(link)}`));
  const [x1, y1, x2, y2] = [a.x + dx, a.y + dy, b.x + dx, b.y + dy];
  group.append(svg('line', { x1, y1, x2, y2, class: 'touch' }), svg('line', { x1, y1, x2, y2, class: 'wire' }));
  if (state !== 'fine') {
    const label = { lossy: `${round(link.lossPercent)} % loss`, down: 'down', off: 'shut down' }[state];
    const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
    const width = label.length * 6.6 + 14;
    group.append(
      svg('rect', { x: x - width / 2, y: y - 10, width, height: 20, rx: 10 }),
      svg('text', { x, y: y + 4 }, label),
    );
  }
  return group;
}

function box(device, { x, y }) {
  const group = svg('g', { class: device.reachable ? 'device' : 'device lost', 'data-device': device.name });
  group.append(
    svg('title', {}, `${device.name}, ${device.platform}, ${device.role}${device.reachable ? '' : ', unreachable'}`),
    svg('rect', { x: x - BOX / 2, y: y - TALL / 2, width: BOX, height: TALL, rx: 10 }),
    svg('text', { x, y: y - 2, class: 'device-name' }, device.name),
    svg('text', { x, y: y + 13, class: 'device-platform' }, device.reachable ? device.platform : 'unreachable'),
  );
  return group;
}

function tables({ links, peers }) {
  const troubled = links.filter((link) => stateOf(link) !== 'fine');
  const row = (state, label, words) =>
    el(
      'li',
      { className: state },
      el('i', { className: `swatch ${state}`, aria: { hidden: 'true' } }),
      el('span', {}, label),
      el('b', {}, words),
    );
  const linkRows = troubled.map((link) => row(stateOf(link), ends(link), words(link)));
  const fine = links.length - troubled.length;
  if (fine > 0) linkRows.push(row('fine', `${fine} ${troubled.length > 0 ? 'other ' : ''}links`, 'up'));
  const isUp = ({ state }) => state === 'established';
  const peerRows = peers.filter((peer) => !isUp(peer)).map((peer) => row('down', `${peer.a} – ${peer.b}`, peer.state));
  const up = peers.filter(isUp).length;
  if (up > 0) peerRows.push(row('fine', `${up} ${peerRows.length > 0 ? 'other ' : ''}sessions`, 'established'));
  return [
    el('h3', {}, 'Links'),
    el('ul', {}, linkRows),
    peers.length > 0 ? el('h3', {}, 'BGP') : '',
    el('ul', {}, peerRows),
  ];
}

function summary(devices, links) {
  const troubled = links.filter((link) => stateOf(link) !== 'fine').map((link) => `${ends(link)} ${words(link)}`);
  return `${devices.length} devices, ${links.length} links. ${troubled.join('. ') || 'All links are up.'}`;
}

function stateOf({ adminUp, operUp, lossPercent }) {
  if (!adminUp) return 'off';
  if (!operUp) return 'down';
  return lossPercent > 0 ? 'lossy' : 'fine';
}

function words(link) {
  const state = stateOf(link);
  if (state === 'lossy') return `${round(link.lossPercent)} % loss`;
  if (state === 'fine')
    return link.utilisationPercent === undefined ? 'up' : `up, ${round(link.utilisationPercent)} % used`;
  return state === 'down' ? 'down' : 'shut down';
}

const ends = ({ a, b }) => `${a.device} ${a.interface} – ${b.device} ${b.interface}`;
const round = (value) => Math.round(value * 10) / 10;

function place({ x, y }) {
  return { x: BOX / 2 + 4 + x * (WIDTH - BOX - 8), y: TALL / 2 + 4 + y * (HEIGHT - TALL - 8) };
}

function svg(tag, attributes, text) {
  const node = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
}
