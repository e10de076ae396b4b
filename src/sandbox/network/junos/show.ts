import { type CliIo, type CommandResult, type DeviceContext, matchWords } from '../cli.ts';
import { configOf } from '../state.ts';
import { displaySet } from './configuration.ts';
import { junosJson } from './json.ts';
import { junosPing, junosTraceroute } from './probes.ts';
import { showBgpSummaryJson, showBgpSummaryText } from './show-bgp.ts';
import { showBgpNeighborJson } from './show-bgp-neighbor.ts';
import { showInterfacesJson } from './show-interfaces.ts';
import {
  showInterfacesDescriptions,
  showInterfacesDescriptionsJson,
  showInterfacesTerseJson,
  showInterfacesTerseText,
} from './show-interfaces-terse.ts';
import { logMessages, showUptimeJson, showUptimeText, showVersionJson, showVersionText } from './show-system.ts';

type Answer = { text?: string; json?: unknown; error?: string };

/** Every operational command that changes nothing; null when there is no such command. */
export async function operational(context: DeviceContext, typed: string, io: CliIo): Promise<CommandResult | null> {
  const [words = '', ...pipes] = typed.split('|').map((part) => part.trim());
  const ping = matchWords('ping <words...>', words);
  if (ping) return junosPing(context, io, ping.words ?? '');
  const trace = matchWords('traceroute <words...>', words);
  if (trace) return junosTraceroute(context, io, trace.words ?? '');

  const answer = find(context, words, pipes.includes('display set'));
  if (!answer) return null;
  if (answer.error) {
    io.write(`${answer.error}\n`);
    return 'rejected';
  }
  const asJson = pipes.includes('display json');
  if (asJson ? answer.json === undefined : answer.text === undefined) return null;
  let text = asJson ? junosJson(answer.json) : (answer.text ?? '');
  for (const pipe of pipes) {
    const filtered = applyPipe(text, pipe);
    if (filtered === null) return null;
    text = filtered;
  }
  io.write(text);
  return 'ok';
}

function applyPipe(text: string, pipe: string): string | null {
  if (pipe === 'no-more' || pipe === 'display json' || pipe === 'display set') return text;
  const lines = text.split('\n').slice(0, -1);
  const put = (kept: string[]) => kept.map((line) => `${line}\n`).join('');
  const last = /^last (\d+)$/.exec(pipe);
  if (last) return put(lines.slice(-Number(last[1])));
  const match = /^(match|except) "?([^"]+)"?$/.exec(pipe);
  if (match) return put(lines.filter((line) => line.includes(match[2] ?? '') === (match[1] === 'match')));
  return pipe === 'count' ? `Count: ${lines.length} lines\n` : null;
}

function find(context: DeviceContext, words: string, asSet: boolean): Answer | null {
  const { device } = context;
  const state = context.network();
  const match = (pattern: string) => matchWords(pattern, words);
  const orMissing = (name: string | undefined, found: unknown, answer: () => Answer): Answer =>
    found === null ? { error: `error: device ${name} not found` } : answer();

  if (match('show interfaces descriptions')) {
    return { text: showInterfacesDescriptions(state, device), json: showInterfacesDescriptionsJson(state, device) };
  }
  const terse =
    match('show interfaces terse') ?? match('show interfaces <name> terse') ?? match('show interfaces terse <name>');
  if (terse) {
    const text = showInterfacesTerseText(state, device, terse.name);
    return orMissing(terse.name, text, () => ({
      text: text ?? '',
      json: showInterfacesTerseJson(state, device, terse.name),
    }));
  }
  const extensive =
    match('show interfaces extensive') ??
    match('show interfaces <name> extensive') ??
    match('show interfaces extensive <name>');
  const interfaces =
    extensive ?? match('show interfaces') ?? match('show interfaces <name>') ?? match('show interfaces <name> detail');
  if (interfaces) {
    const json = showInterfacesJson(state, device, interfaces.name, extensive !== null);
    return orMissing(interfaces.name, json, () => ({ json }));
  }
  if (match('show bgp summary') || match('show bgp summary instance master')) {
    return { text: showBgpSummaryText(state, device), json: showBgpSummaryJson(state, device) };
  }
  const peer =
    match('show bgp neighbor') ??
    match('show bgp neighbor <peer>') ??
    match('show bgp neighbor <peer> instance master');
  if (peer) return { json: showBgpNeighborJson(state, device, peer.peer) };
  if (match('show version')) return { text: showVersionText(device), json: showVersionJson(device) };
  if (match('show system uptime')) return { text: showUptimeText(state, device), json: showUptimeJson(state, device) };
  if (match('show log messages')) {
    return {
      text: logMessages(state, device)
        .map((line) => `${line}\n`)
        .join(''),
    };
  }
  const configuration = match('show configuration <path...>');
  if (configuration && asSet) {
    const path = configuration.path ?? '';
    const lines = displaySet(state, device, configOf(state, device.name));
    const kept = lines.filter((line) => line.replace(/^\w+ /, '').startsWith(path));
    return { text: kept.map((line) => `${line}\n`).join('') };
  }
  return null;
}
