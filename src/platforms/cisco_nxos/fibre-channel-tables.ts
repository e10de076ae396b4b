import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { isDownWord } from './interface-words.ts';
import { statedInterface } from './stated-interface.ts';

/**
 * The tables of `show interface brief` on a switch with Fibre Channel: its ports, virtual ports and aggregates, the port of
 * its supervisor, and the management port of an MDS. A speed is in Gbit/s.
 */
export const fibreChannelTables: readonly (readonly [
  heading: RegExp,
  read: (line: string) => InterfaceRecord | null,
])[] = [
  [/^Interface +Vsan +Admin +Admin +Status +SFP +Oper +Oper +Port$/, (line) => portRow(line, portLine)],
  [/^Interface +Vsan +Admin +Admin +Status +SFP +Oper +Oper +Port +Logical$/, (line) => portRow(line, logicalLine)],
  [/^Interface +Vsan +Admin +Admin +Status +Bind +Oper +Oper$/, (line) => portRow(line, virtualLine)],
  [/^Interface +Vsan +Admin +Status +Oper +Oper +IP$/, (line) => portRow(line, aggregateLine)],
  [/^Interface +Status +Speed$/, (line) => portRow(line, supervisorLine)],
  [/^Interface +Status +IP Address +Speed +MTU$/, managementRow],
];

/** Second and third lines of these headings. */
export const underFibreChannelHeading =
  /^(?:Mode +Trunk +(?:Info +)?Mode +Speed(?: +Channel(?: +Type)?)?|Trunk +Mode +Speed +Address|(?:Mode +)?\(Gbps\))$/;

const port = String.raw`^(\S{2,40}) +\d{1,4} +\S{1,6} +\S{1,6} +([A-Za-z]\w{1,20})`;
/** A port that is not up has no mode, and may have nothing at all in the column of the speed. */
const modeAndSpeed = String.raw`(?:[A-Z][A-Za-z]{0,3} +(\d{1,3}|auto|--)|--(?: +--)?)`;
const portLine = new RegExp(`${port} +\\S{1,8} +${modeAndSpeed} +\\S{1,20}$`);
const logicalLine = new RegExp(`${port} +\\S{1,8} +${modeAndSpeed} +\\S{1,20} +(?:edge|core|--)$`);
const virtualLine = new RegExp(String.raw`${port} +\S{2,40} +(?:${modeAndSpeed}|-- +auto)$`);
const aggregateLine = new RegExp(
  String.raw`^((?:san-)?port-channel ?\d{1,4}) +\d{1,4} +\S{1,6} +([A-Za-z]\w{1,20}) +${modeAndSpeed} +\S{2,45}$`,
);
const supervisorLine = /^(\S{2,40}) +(up|down) +(\d{1,3}|--)$/;

function portRow(line: string, form: RegExp): InterfaceRecord | null {
  const match = line.length > 200 ? null : form.exec(line);
  const [, name = '', word = '', speed = ''] = match ?? [];
  const up = word === 'up' || word === 'trunking';
  const record = up || isDownWord(word) ? statedInterface(name.replace(' ', ''), up, word) : null;
  return record && { ...record, speedBitsPerSecond: /^\d/.test(speed) ? Number(speed) * 1e9 : null };
}

/** `mgmt0   up   192.0.2.11/24   1 Gbps   1500` */
function managementRow(line: string): InterfaceRecord | null {
  const match =
    /^(mgmt\d) +(up|down) +(?:--|([0-9A-Fa-f.:]{2,45})\/(\d{1,3})) +(?:--|(\d{1,4}) ([MG])bps) +(\d{2,5})$/.exec(line);
  const [, name = '', state, address, length, speed, unit, mtu] = match ?? [];
  const record = match && statedInterface(name, state === 'up', null);
  const ip = canonicalIp(address ?? '');
  const isAddress = ip !== null && Number(length) <= (ip.includes(':') ? 128 : 32);
  if (!record || (address !== undefined && !isAddress)) return null;
  return {
    ...record,
    ipAddresses: ip === null ? [] : [`${ip}/${Number(length)}`],
    speedBitsPerSecond: speed === undefined ? null : Number(speed) * (unit === 'G' ? 1e9 : 1e6),
    mtuBytes: Number(mtu),
    mtuLayer: 'ip',
  };
}
