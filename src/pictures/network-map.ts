import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { MapDevice, NetworkMap } from '../domain/network-map.ts';
import { edgeOf, endsOf, endWidth } from './network-map-links.ts';
import { palette } from './palette.ts';
import { element, picture } from './svg.ts';
import { fitting, widthOf, words } from './words.ts';

const margin = 32;
const headHeight = 64;
const nodeHeight = 52;
const widestNode = 320;
const mostDevices = 60;

/** The devices as nodes and the links as edges, for the layout; devices with the most links stand at the top. */
export function mapGraph({ devices, links }: NetworkMap): ElkNode {
  const shown = new Set(devices.slice(0, mostDevices).map(({ name }) => name));
  const rank = new Map(devices.map(({ name, degree }) => [name, degree]));
  const drawn = new Map<string, number>();
  for (const { from, to } of links)
    for (const { device } of [from, to]) drawn.set(device, (drawn.get(device) ?? 0) + 1);
  return {
    id: 'map',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'DOWN',
      'elk.edgeRouting': 'POLYLINE',
      'elk.spacing.nodeNode': '56',
      'elk.layered.spacing.nodeNodeBetweenLayers': '96',
      'elk.spacing.edgeEdge': '24',
    },
    children: devices.slice(0, mostDevices).map((device) => ({
      id: device.name,
      width: Math.max(nodeWidth(device), (drawn.get(device.name) ?? 0) * endWidth),
      height: nodeHeight,
    })),
    edges: links
      .map((link, i): ElkExtendedEdge => {
        const turned = (rank.get(link.from.device) ?? 0) < (rank.get(link.to.device) ?? 0);
        const [top, low] = turned ? [link.to, link.from] : [link.from, link.to];
        return { id: `link${i}`, sources: [top.device], targets: [low.device] };
      })
      .filter(({ sources, targets }) => shown.has(sources[0] ?? '') && shown.has(targets[0] ?? '')),
  };
}

/** The map as the layout placed it: what is down is red, crossed out and said in words. */
export function networkMapPicture(map: NetworkMap, placed: ElkNode, title: string): string {
  const width = Math.max(640, (placed.width ?? 0) + 2 * margin);
  const left = (width - (placed.width ?? 0)) / 2;
  const rest = map.devices.length - mostDevices;
  const height = headHeight + (placed.height ?? 0) + margin + 44;
  const links = new Map(map.links.map((link, i) => [`link${i}`, link]));
  const devices = new Map(map.devices.map((device) => [device.name, device]));
  return picture(
    { width, height },
    mapAlt(map),
    words(fitting(title, width - 2 * margin, 18), { x: margin, y: 32, size: 18, fill: palette.ink, weight: 'bold' }),
    words(`${summaryOf(map)}${rest > 0 ? `; ${rest} more devices are not drawn` : ''}`, {
      x: margin,
      y: 52,
      size: 13,
      fill: palette.dim,
    }),
    element(
      'g',
      { transform: `translate(${Math.round(left)} ${headHeight})` },
      ...(placed.edges ?? []).map((edge) => edgeOf(edge, links.get(edge.id))),
      ...(placed.children ?? []).map((node) => nodeOf(node, devices.get(node.id))),
      ...(placed.edges ?? []).map((edge) => endsOf(edge, links.get(edge.id))),
    ),
    legend(margin, height - 18),
  );
}

/** The same in words. */
export function mapAlt(map: NetworkMap): string {
  const down = map.links
    .filter(({ state }) => state === 'down')
    .map(({ from, to }) =>
      `${from.device} ${from.interface ?? ''} to ${to.device} ${to.interface ?? ''}`.replaceAll('  ', ' '),
    );
  const gone = map.devices.filter(({ state }) => state === 'unreachable').map(({ name }) => name);
  return [
    `Map of the affected network: ${summaryOf(map)}.`,
    down.length > 0 ? `Down: ${down.join('; ')}.` : '',
    gone.length > 0 ? `Unreachable: ${gone.join(', ')}.` : '',
  ]
    .join(' ')
    .trim();
}

function summaryOf({ devices, links }: NetworkMap): string {
  const down = links.filter(({ state }) => state === 'down').length;
  const unknown = links.filter(({ state }) => state === 'unknown').length;
  const gone = devices.filter(({ state }) => state === 'unreachable').length;
  return [
    `${devices.length} devices, ${links.length} links`,
    `${down === 0 ? 'no link known to be' : `${down} of them`} down`,
    ...(unknown > 0 ? [`${unknown} not looked at`] : []),
    ...(gone > 0 ? [`${gone} unreachable`] : []),
  ].join(', ');
}

function nodeWidth({ name, trouble }: MapDevice): number {
  const wanted = Math.max(110, widthOf(name, 14, true) + 28, trouble === null ? 0 : widthOf(trouble, 11) + 20);
  return Math.min(wanted, widestNode);
}

function nodeOf({ x = 0, y = 0, width = 0, height = 0 }: ElkNode, device: MapDevice | undefined): string {
  if (!device) return '';
  const isBad = device.state === 'unreachable' || device.trouble !== null;
  const fill = isBad ? palette.badGround : device.isAffected ? palette.plainGround : '#ffffff';
  const stroke = isBad ? palette.bad : device.isAffected ? palette.plain : palette.dim;
  const below =
    device.state === 'unreachable'
      ? 'unreachable'
      : (device.trouble ?? (device.state === 'unknown' ? 'not asked' : null));
  return [
    element('rect', {
      x,
      y,
      width,
      height,
      rx: 6,
      fill,
      stroke,
      'stroke-width': isBad ? 2.5 : 1.5,
      'stroke-dasharray': device.state === 'unknown' ? '4 3' : null,
    }),
    words(fitting(device.name, width - 20, 14, true), {
      x: x + width / 2,
      y: y + (below === null ? height / 2 + 5 : 22),
      size: 14,
      fill: palette.ink,
      anchor: 'middle',
      mono: true,
    }),
    below === null
      ? ''
      : words(below, {
          x: x + width / 2,
          y: y + 40,
          size: 11,
          fill: isBad ? palette.bad : palette.dim,
          anchor: 'middle',
        }),
  ].join('');
}

function legend(x: number, y: number): string {
  const entries: [string, string, string | null][] = [
    [palette.good, 'up', null],
    [palette.bad, 'down', null],
    [palette.dim, 'not looked at', '4 4'],
  ];
  return entries
    .map(([stroke, text, dash], i) => {
      const left = x + i * 120;
      return [
        element('line', {
          x1: left,
          x2: left + 28,
          y1: y - 4,
          y2: y - 4,
          stroke,
          'stroke-width': 3,
          'stroke-dasharray': dash,
        }),
        words(text, { x: left + 36, y, size: 12, fill: palette.dim }),
      ].join('');
    })
    .join('');
}
