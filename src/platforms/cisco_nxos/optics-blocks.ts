import type { OpticsRecord } from '../../domain/device-records.ts';
import { nearLabels } from '../near-labels.ts';
import type { Rows } from '../parsed.ts';
import { blankOptics } from '../records.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { isBeside } from './nxos-noise.ts';
import { type Quantity, setThresholds, setValue } from './optics-values.ts';

interface Port {
  module: OpticsRecord;
  present: boolean | null;
  lanes: OpticsRecord[];
  /** Whose values the lines give; null below the heading of a lane that was not understood. */
  target: OpticsRecord | null;
  /** Where the block says how many tables follow. */
  lanesWanted: number;
  /** How far the diagnostics are: none yet, in the middle of a table, whole. */
  diagnostics: 'none' | 'open' | 'whole';
}

/** An absent module is said to be so in one of these words. */
const wholeTail =
  /(?:low-warning|^DOM is (?:not supported|disabled)|^transceiver is not (?:present|applicable|inserted))$/;

/**
 * `show interface transceiver [details]`: a block per port, of a module of several lanes one table per lane. Ports without
 * a module have no record. Null when there is no block.
 */
export function nxosOpticsBlocks(output: TextLines): Rows<OpticsRecord> | null {
  const text = withWholeTail(output, wholeTail);
  const ports: Port[] = [];
  const unparsed: string[] = [];
  for (const raw of text.lines) {
    if (isTooLong(raw)) unparsed.push(raw);
    const line = isTooLong(raw) ? '' : raw.trim();
    if (line === '' || isBeside(line)) continue;
    const opened = opens(raw);
    const last = ports.at(-1);
    if (opened) ports.push(opened);
    else if (!last) return null;
    else if (isBentHeading(last, line)) {
      // The lines below it belong to no port.
      unparsed.push(raw);
      ports.push(portOf('', false));
    } else if (!readLine(last, line)) unparsed.push(raw);
  }
  const last = ports.at(-1);
  if (!last || ports.every(({ present }) => present === null)) return null;
  const before = ports.slice(0, -1);
  // Without "details" no block has diagnostics: a module before the last one shows it.
  const brief =
    last.diagnostics === 'none' &&
    before.some(({ present, diagnostics }) => present === true && diagnostics === 'none') &&
    before.every(({ diagnostics }) => diagnostics === 'none');
  const isComplete = last.lanes.length === 0 || last.lanes.length >= last.lanesWanted;
  const whole =
    last.present === false || (last.diagnostics === 'whole' && isComplete) || (brief && last.module.serial !== null);
  const records = (whole ? ports : before).flatMap(recordsOf);
  if (!whole)
    return { records, unparsed, incomplete: `nobody knows whether the block of ${last.module.interface} is whole` };
  if (text.cut === null || (brief && isLastOfBlock(text.cut.trim(), text.lines))) return { records, unparsed };
  return { records, unparsed, incomplete: `the last line has no end: "${text.cut.trim().slice(0, 80)}"` };
}

/**
 * What another block ends with: `media interface advertising code is 400G-FR4` in the same words, `cisco version id is V02`
 * by its label. Of a number the end is not known.
 */
function isLastOfBlock(tail: string, lines: readonly string[]): boolean {
  const isNumbered = numbered.test(tail);
  if (!isNumbered && / \d+$/.test(tail)) return false;
  let above = '';
  for (const line of lines) {
    const isSame = above === tail || (isNumbered && numbered.test(above) && labelOf(above) === labelOf(tail));
    if (isSame && opens(line) !== null) return true;
    if (line !== '') above = line.trim();
  }
  return false;
}

const numbered = /^cisco (?:version|vendor) id is V\d\d$/;

function labelOf(line: string): string {
  return line.slice(0, line.indexOf(' is '));
}

/** A name that is none, or whether there is a module a second time: the heading between was not known. */
function isBentHeading({ module, present }: Port, line: string): boolean {
  if (/^(?:sfp|transceiver) is /.test(line)) return present !== null && module.interface !== '';
  const end = line.indexOf(' ');
  const isName = end === -1 || line.startsWith('sfp is ', end + 1) || line.startsWith('transceiver is ', end + 1);
  return isName && !line.startsWith('-') && /^\S*\d/.test(line);
}

/** `Ethernet1/1`, or `fc1/48 sfp is present` of a Fibre Channel port. */
function opens(raw: string): Port | null {
  const match =
    /^ *([A-Za-z][\w/-]{1,40}\d)(?: (?:sfp|transceiver) is (present|absent|not present|not inserted))?$/.exec(
      raw.trimEnd(),
    );
  const name = nxosInterfaceName(match?.[1] ?? '');
  if (!match || name === null) return null;
  return portOf(name, match[2] === undefined ? null : match[2] === 'present');
}

function portOf(name: string, present: boolean | null): Port {
  const module = blankOptics(name);
  return { module, present, lanes: [], target: module, lanesWanted: 0, diagnostics: 'none' };
}

const quantities: Record<string, Quantity> = {
  temperature: 'temperature',
  voltage: 'voltage',
  current: 'bias',
  'tx power': 'txPower',
  'rx power': 'rxPower',
  'optical tx power': 'txPower',
  'optical rx power': 'rxPower',
};
const figure = String.raw`(?:-?\d{1,6}(?:\.\d{1,6})? +(?:C|V|mA|dBm)(?= |$)|(?:N\/A|-Inf)(?: +(?:C|V|mA|dBm)(?= |$))?)`;
/**
 * `Rx Power     -30.45 dBm --    2.00 dBm  -13.90 dBm   -1.00 dBm     -9.90 dBm`, and of Fibre Channel the value alone:
 * `Optical Tx Power      : -14.95 dBm      --`.
 */
const measured = new RegExp(
  String.raw`^(Temperature|Voltage|Current|Tx Power|Rx Power|Optical Tx Power|Optical Rx Power)(?: *(:))? +(${figure})(?: +(\+{1,2}|-{1,2})(?= |$))?(?: +(${figure}) +(${figure}) +(${figure}) +(${figure}))?$`,
  'i',
);
/** Lines that say nothing that is read. */
const other =
  /^(?:-{5,}|(?:SFP|Lane) Detail Diagnostics Information.*|SFP Diagnostics Information:|(?:Current +)?Alarms +Warnings|(?:Measurement +)?High +Low +High +Low|DOM is Enabled|Tx Fault count +: .*|[A-Za-z].{0,60} (?:is|are|for|of|used|supports|supported|number of) ?.*|number of lanes \d+|No tx fault.*|.{0,80} does not exist.*)$/i;

function readLine(port: Port, line: string): boolean {
  if (/^(?!transceiver |sfp )\S+ is (?:present|not present|absent)$/i.test(line)) return false;
  const presence = /^(?:transceiver|sfp) is (present|not \w+|absent)(?: .*)?$/i.exec(line)?.[1];
  if (presence === undefined && /^(?:transceiver|sfp) is \S+$/i.test(line)) return false;
  if (presence !== undefined) {
    port.present = presence === 'present';
    return true;
  }
  if (line.startsWith('Lane Number')) {
    const lane = /^Lane Number ?: ?(\d{1,3})\b/.exec(line)?.[1];
    port.target = lane === undefined ? null : { ...port.module, thresholds: {}, alarms: [], lane: Number(lane) };
    if (port.target) port.lanes.push(port.target);
    port.diagnostics = 'open';
    return port.target !== null;
  }
  // Nothing that is read stands behind the count of faults; a table without one ends with its legend.
  if (/^(?:Note: +\+\+ +high-alarm|Transmit Fault Count = |DOM is (?:not supported|disabled)$)/i.test(line)) {
    port.diagnostics = 'whole';
    return true;
  }
  const wanted = /^(?:number of lanes|media lane count is) (\d{1,2})$/.exec(line)?.[1];
  if (wanted !== undefined) port.lanesWanted = Number(wanted);
  const value = line.length > 200 ? null : measured.exec(line);
  const quantity = quantities[value?.[1]?.toLowerCase() ?? ''];
  const { target } = port;
  if (value && quantity) {
    port.diagnostics = 'open';
    const isAlone = value[5] === undefined;
    if (target === null || isAlone !== (value[2] === ':') || isMarkedLimit(value[5], value[7])) return false;
    setValue(target, quantity, value[3] ?? '', value[4] ?? null);
    setThresholds(
      target,
      quantity,
      value.slice(5, 9).map((text) => text ?? null),
    );
    return true;
  }
  return readModule(port.module, line) || (other.test(line) && !isNear(line));
}

const isNear = nearLabels([
  'type is #',
  'name is #',
  'Name is #',
  'part number is #',
  "Manufacturer's part number is #",
  'serial number is #',
  'Serial number is #',
]);

/** A mark that lost the blanks behind it makes the first limit a negative one, below the limit of the warning. */
function isMarkedLimit(alarm: string | undefined, warning: string | undefined): boolean {
  return Number.parseFloat(alarm ?? '') < Number.parseFloat(warning ?? '') && alarm?.startsWith('-') === true;
}

function readModule(module: OpticsRecord, line: string): boolean {
  const match = /^(type|name|(?:Manufacturer's )?part number|serial number) is(?: (.*))?$/i.exec(line);
  if (!match) return false;
  const value = match[2]?.trim() || null;
  const label = match[1]?.toLowerCase() ?? '';
  if (label === 'type') module.type = value;
  else if (label === 'name') module.vendor = value;
  else if (label === 'serial number') module.serial = value;
  else module.partNumber = value;
  return true;
}

function recordsOf({ module, present, lanes }: Port): OpticsRecord[] {
  if (present !== true) return [];
  return lanes.length === 0 ? [module] : lanes;
}
