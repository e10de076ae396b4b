import { type CliIo, type CommandResult, type DeviceContext, matchWords } from '../cli.ts';
import { configOf } from '../state.ts';
import { aristaPing, aristaTraceroute, invalidInput } from './probes.ts';
import { aristaRunningConfig } from './running-config.ts';
import { showBgpSummaryJson, showBgpSummaryText } from './show-bgp.ts';
import { showBgpNeighborsJson } from './show-bgp-neighbors.ts';
import { showInterfacesJson, showInterfacesText } from './show-interfaces.ts';
import { showInterfacesStatusJson, showInterfacesStatusText } from './show-interfaces-status.ts';
import { showLldpNeighborsJson } from './show-lldp.ts';
import { showClock, showLogging, showVersionJson, showVersionText } from './show-system.ts';

interface Answer {
  text?: string | null;
  /** Undefined: the command has no JSON form. */
  json?: unknown;
  privileged?: boolean;
}

/** Every command that changes nothing. */
export async function operational(
  context: DeviceContext,
  typed: string,
  io: CliIo,
  login: { privileged: boolean; sessions: string[] },
): Promise<CommandResult> {
  const ping = matchWords('ping <words...>', typed);
  if (ping) return aristaPing(context, io, ping.words ?? '');
  const trace = matchWords('traceroute <words...>', typed);
  if (trace) return aristaTraceroute(context, io, trace.words ?? '');

  const [words = '', ...pipes] = typed.split('|').map((part) => part.trim());
  const asJson = pipes.includes('json');
  const refuse = (text = invalidInput): CommandResult => {
    io.write(`${text}\n`);
    return 'rejected';
  };
  if (pipes.some((pipe) => pipe !== 'json' && pipe !== 'no-more')) return refuse();
  const answer = find(context, words, login.sessions);
  if (!answer) return refuse();
  if (answer.privileged && !login.privileged) return refuse(`${invalidInput} (privileged mode required)`);
  if (asJson) {
    if (answer.json === undefined) return refuse('% This is an unconverted command');
    if (answer.json === null) return refuse();
    io.write(`${JSON.stringify(answer.json, null, 4)}\n`);
    return 'ok';
  }
  if (answer.text === undefined || answer.text === null) return refuse();
  io.write(answer.text);
  return 'ok';
}

function find(context: DeviceContext, words: string, sessions: string[]): Answer | null {
  const { device } = context;
  const state = context.network();
  const match = (pattern: string) => matchWords(pattern, words);

  const status = match('show interfaces status') ?? match('show interfaces <name> status');
  if (status) {
    return {
      text: showInterfacesStatusText(state, device, status.name),
      json: showInterfacesStatusJson(state, device, status.name),
    };
  }
  const interfaces = match('show interfaces') ?? match('show interfaces <name>');
  if (interfaces) {
    return {
      text: showInterfacesText(state, device, interfaces.name),
      json: showInterfacesJson(state, device, interfaces.name),
    };
  }
  for (const pattern of ['show ip bgp summary', 'show bgp summary', 'show bgp ipv4 unicast summary']) {
    const summary = match(pattern) ?? match(`${pattern} vrf <vrf>`);
    if (summary) {
      if (!knownVrf(summary.vrf)) return { text: null, json: { vrfs: {} } };
      return { text: showBgpSummaryText(state, device), json: showBgpSummaryJson(state, device) };
    }
  }
  for (const pattern of ['show ip bgp neighbors', 'show bgp neighbors']) {
    const peer =
      match(pattern) ??
      match(`${pattern} vrf <vrf>`) ??
      match(`${pattern} <peer>`) ??
      match(`${pattern} <peer> vrf <vrf>`);
    if (peer) {
      if (!knownVrf(peer.vrf)) return { json: { vrfs: {} } };
      return { json: showBgpNeighborsJson(state, device, peer.peer) };
    }
  }
  if (match('show lldp neighbors detail')) return { json: showLldpNeighborsJson(state, device) };
  const recent = match('show logging last <count> <unit>');
  const seconds = recent && unitSeconds(recent.unit ?? '');
  if (recent && seconds && Number.isInteger(Number(recent.count))) {
    const since = state.nowMs - Number(recent.count) * seconds * 1000;
    return { text: showLogging(state, device, { sinceMs: since }) };
  }
  const logging = match('show logging last <count>') ?? match('show logging <count>') ?? match('show logging');
  if (logging && Number.isInteger(Number(logging.count ?? 100))) {
    return { text: showLogging(state, device, { lines: Number(logging.count ?? 100) }) };
  }
  if (match('show version')) return { text: showVersionText(state, device), json: showVersionJson(state, device) };
  if (match('show clock')) return { text: showClock(state) };
  if (match('show configuration sessions') || match('show configuration sessions detail')) {
    const pending = [
      ...sessions.map((name) => [name, 'pending']),
      ...state.reverts
        .filter((revert) => revert.device === device.name)
        .map(({ name }) => [name, 'pendingCommitTimer']),
    ];
    return {
      privileged: true,
      json: {
        sessions: Object.fromEntries(pending.map(([name, word]) => [name, { state: word }])),
        maxSavedSessions: 1,
        maxOpenSessions: 5,
      },
      text: `Maximum number of completed sessions: 1\nMaximum number of pending sessions: 5\n\n  Name  State         User    Terminal\n  ----- ------------- ------- --------\n${pending.map(([name, word]) => `  ${name} ${word}\n`).join('')}`,
    };
  }
  if (match('show running-config')) {
    return {
      privileged: true,
      text: `${aristaRunningConfig(state, device, configOf(state, device.name)).join('\n')}\n`,
    };
  }
  return null;
}

function unitSeconds(unit: string): number | null {
  const units: Record<string, number> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
  const word = Object.keys(units).find((candidate) => candidate.startsWith(unit));
  return word ? (units[word] ?? null) : null;
}

function knownVrf(vrf: string | undefined): boolean {
  return vrf === undefined || vrf === 'all' || vrf === 'default';
}
