import type { PlatformName } from '../domain/diagnostics.ts';
import { type MitigationArguments, type MitigationName, mitigations } from '../domain/mitigation.ts';
import { languages } from './gate-language/index.ts';
import { fitsShape, type Slot, slots, valuesIn } from './shape.ts';

/**
 * The last check before a byte is written, independent of the code that renders the lines. Nothing else can make a
 * `PassedLine`, and nothing else can be sent.
 */
export interface Gate {
  read(device: GatedDevice, line: string): GateResult;
  /** Paging off, and raising the privilege on the session of an approved change. */
  prepare(device: GatedDevice, line: string): GateResult;
  /** `line` must be in the approved list, word for word, and be one of our changes. */
  change(device: GatedDevice, line: string, approval: Approval): GateResult;
  /** Leaves configuration without committing, after something went wrong. */
  leave(device: GatedDevice, line: string): GateResult;
}

export interface GatedDevice {
  name: string;
  platform: PlatformName;
}

/** What people approved: the lines, what they are about, and the hash of the plan that holds them (64 hex digits). */
export interface Approval {
  planHash: string;
  mitigation: MitigationName;
  args: MitigationArguments;
  lines: readonly string[];
}

export interface PassedLine {
  readonly line: string;
}

type GateResult = { ok: true; line: PassedLine } | { ok: false; error: string };

export interface SecurityEvent {
  device: string;
  kind: 'read' | 'prepare' | 'change' | 'leave';
  /** The refused line as a JSON string, cut at 200 characters. */
  line: string;
  reason: string;
}

export function createGate(onRefused: (event: SecurityEvent) => void): Gate {
  const decide = (
    device: GatedDevice,
    kind: SecurityEvent['kind'],
    line: string,
    verdict: PassedLine | string,
  ): GateResult => {
    if (typeof verdict !== 'string') return { ok: true, line: verdict };
    const shown = JSON.stringify(String(line).slice(0, 200));
    onRefused({ device: device.name, kind, line: shown, reason: verdict });
    return {
      ok: false,
      error: `${device.name}: the gate refused ${shown}: ${verdict}. Nothing was sent; this is a bug of ringdown or an attack, see the log.`,
    };
  };
  return {
    read: (device, line) => decide(device, 'read', line, readVerdict(device.platform, line)),
    prepare: (device, line) =>
      decide(device, 'prepare', line, whyNotShaped(line, languages[device.platform].prepare) ?? pass(line)),
    leave: (device, line) =>
      decide(device, 'leave', line, whyNotShaped(line, languages[device.platform].leave) ?? pass(line)),
    change: (device, line, approval) =>
      decide(device, 'change', line, whyNotChange(device.platform, line, approval) ?? pass(line)),
  };
}

const passed = new WeakSet<PassedLine>();

function pass(line: string): PassedLine {
  const passedLine = Object.freeze({ line });
  passed.add(passedLine);
  return passedLine;
}

/** The text of a line that went through a gate. Throws for anything else, whatever its type says. */
export function lineToSend(line: PassedLine): string {
  if (!passed.has(line)) throw new Error('a line that no gate has passed was about to be sent');
  return line.line;
}

/** A thousand devices are asked the same line; the verdict on it depends on nothing else. */
const readVerdicts = new Map<PlatformName, Map<string, PassedLine | string>>();
const mostVerdicts = 500;

/** The passed line, or why it is none. */
function readVerdict(platform: PlatformName, line: string): PassedLine | string {
  const verdicts = readVerdicts.get(platform) ?? new Map<string, PassedLine | string>();
  readVerdicts.set(platform, verdicts);
  const known = verdicts.get(line);
  if (known !== undefined) return known;
  if (verdicts.size >= mostVerdicts) verdicts.clear();
  const verdict = whyNotRead(platform, line) ?? pass(line);
  verdicts.set(line, verdict);
  return verdict;
}

function whyNotRead(platform: PlatformName, line: string): string | null {
  const language = languages[platform].read;
  const unclean = whyUnclean(line, language.wildcard === true);
  if (unclean !== null) return unclean;
  const [command = '', ...pipes] = line.split(' | ');
  for (const pipe of pipes) {
    if (!language.pipes.some((shape) => fitsShape(pipe.split(' '), shape)))
      return `"| ${pipe}" is not an allowed filter`;
  }
  const words = command.split(' ');
  const values = language.shapes.flatMap((shape) => valuesIn(words, shape) ?? []);
  // A word that changes something elsewhere is nobody's interface, port, peer, VRF or name; in a shape itself it may stand.
  if (values.some((inSlots) => !Object.values(inSlots).some((value) => forbiddenWords.has(value)))) return null;
  const forbidden = words.slice(1).find((word) => forbiddenWords.has(word));
  if (values.length > 0 && forbidden !== undefined) return neverReads(forbidden);
  if (words[0] !== 'show') return 'it is not a command that only reads';
  if (!language.topics.has(words[1] ?? '')) return `"show ${words[1] ?? ''}" is not in the catalogue`;
  for (const [index, word] of words.entries()) {
    if (index < 2) continue;
    if (forbiddenWords.has(word)) return neverReads(word);
    if (language.words.has(word) || slots.address(word)) continue;
    const before = words[index - 1] ?? '';
    const slot = Object.hasOwn(language.values, before) ? language.values[before] : undefined;
    if (slot !== undefined && slots[slot](word)) continue;
    return `"${word}" is not in the catalogue`;
  }
  return null;
}

function whyNotShaped(line: string, shapes: readonly string[]): string | null {
  const unclean = whyUnclean(line);
  if (unclean !== null) return unclean;
  const words = line.split(' ');
  return shapes.some((shape) => fitsShape(words, shape)) ? null : 'it is not one of the lines we send';
}

function whyNotChange(platform: PlatformName, line: string, approval: Approval): string | null {
  if (!isHash(approval.planHash)) return 'there is no approved plan';
  if (!approval.lines.includes(line)) return 'it is not in the approved plan';
  const unclean = whyUnclean(line);
  if (unclean !== null) return unclean;
  const words = line.split(' ');
  for (const shape of languages[platform].change) {
    const values = valuesIn(words, shape);
    if (values) return whyOffTarget(values, approval);
  }
  return 'it is not one of the lines we send';
}

/** A change touches the one interface or peer that was approved, whatever the renderer made of it. */
function whyOffTarget(values: Partial<Record<Slot, string>>, { mitigation, args }: Approval): string | null {
  const about = mitigations[mitigation].argument;
  if (values.interface !== undefined) {
    const named = values.unit === undefined ? values.interface : `${values.interface}.${values.unit}`;
    if (about !== 'interface' || named !== args.interface) return `${named} is not the approved ${about}`;
  }
  if (values.peer !== undefined && (about !== 'peer' || values.peer !== args.peer))
    return `${values.peer} is not the approved ${about}`;
  // A peer is unique by its address; the plan may have learned its vrf from the device.
  if (values.vrf !== undefined && args.vrf !== undefined && values.vrf !== args.vrf)
    return `${values.vrf} is not the approved vrf`;
  return null;
}

/**
 * Printable ASCII, single spaces, at most 200 characters, and none of the characters a shell or CLI could act on. With
 * `wildcard`, a word may be a lone `*`; the shapes say where.
 */
function whyUnclean(line: string, wildcard = false): string | null {
  if (typeof line !== 'string' || line.length < 1 || line.length > 200)
    return 'it is empty or longer than 200 characters';
  for (let index = 0; index < line.length; index += 1) {
    const code = line.charCodeAt(index);
    if (code < 0x20 || code > 0x7e) return `it holds the character ${code} at ${index}`;
  }
  // A pipe counts as one only when it is set off by spaces; what follows it is checked by the caller.
  const bare = line.split(' | ').join(' ').split(' ');
  if (bare.includes('')) return 'it has a space too many';
  for (const word of bare) {
    if (wildcard && word === '*') continue;
    for (const character of '|;&<>`$\\"\'!?(){}[]^#*~') {
      if (word.includes(character)) return `it holds ${character}`;
    }
  }
  return null;
}

const forbiddenWords = new Set(
  (
    'configure conf set delete clear reload reboot restart request debug monitor test copy write erase file op start bash run python ' +
    'tclsh guestshell ethanalyzer tcpdump tools admin exec ssh telnet load commit rollback kill format install license packet-tracer ' +
    'attach watch hold redirect append tee save resolve utility diff sed awk sh tech-support'
  ).split(' '),
);

const neverReads = (word: string): string => `"${word}" never stands in a command that only reads`;

function isHash(text: string): boolean {
  return text.length === 64 && [...text].every((character) => '0123456789abcdef'.includes(character));
}
