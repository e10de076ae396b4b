import { type CliIo, type CommandResult, type DeviceCli, type DeviceContext, matchWords } from '../cli.ts';
import { setConfig } from '../model.ts';
import { isIpv4 } from '../routing.ts';
import { configOf, viewsOf } from '../state.ts';
import { frrPing, frrTraceroute } from './probes.ts';
import { frrRunningConfig } from './running-config.ts';
import { showBgpSummary } from './show-bgp.ts';
import { showBgpNeighbors } from './show-bgp-neighbors.ts';
import { showInterface, showInterfaceBrief } from './show-interface.ts';
import { showIpRoute } from './show-route.ts';
import { showLogging, showVersion } from './show-system.ts';

type Mode = { kind: 'exec' } | { kind: 'config' } | { kind: 'interface'; name: string } | { kind: 'bgp' };

const modeWord = { exec: '', config: '(config)', interface: '(config-if)', bgp: '(config-router)' };

/** vtysh of FRR 8.4. Changes apply line by line; a read-only login is `vtysh -u`, which knows no configuration at all. */
export function frrCli(context: DeviceContext): DeviceCli {
  return (login) => {
    let mode: Mode = { kind: 'exec' };
    const { device } = context;
    return {
      greeting: '\nHello, this is FRRouting (version 8.4.4).\nCopyright 1996-2005 Kunihiro Ishiguro, et al.\n\n',
      prompt: () => `${device.name}${modeWord[mode.kind]}${login.readOnly ? '>' : '#'} `,
      pageLength: 24,
      pagerMark: '--More--',
      close: () => undefined,
      async run(line, io) {
        const typed = line.trim();
        if (typed === '' || typed.startsWith('!')) return 'ok';
        const length = matchWords('terminal length <lines>', typed);
        if (length) {
          this.pageLength = Number(length.lines) || 0;
          return 'ok';
        }
        if (mode.kind === 'exec') {
          if (matchWords('exit', typed) || matchWords('quit', typed)) return 'logout';
          if (!login.readOnly && matchWords('configure terminal', typed)) {
            mode = { kind: 'config' };
            return 'ok';
          }
          return operational(context, login.readOnly, typed, io);
        }
        const next = configure(context, login.user, mode, typed, io);
        if (next === null) return 'rejected';
        mode = next;
        return 'ok';
      },
    };
  };
}

async function operational(
  context: DeviceContext,
  readOnly: boolean,
  typed: string,
  io: CliIo,
): Promise<CommandResult> {
  const ping = matchWords('ping <destination>', typed) ?? matchWords('ping ip <destination>', typed);
  if (ping) return frrPing(context, io, ping.destination ?? '');
  const trace = matchWords('traceroute <destination>', typed) ?? matchWords('traceroute ip <destination>', typed);
  if (trace) return frrTraceroute(context, io, trace.destination ?? '');
  const { device } = context;
  const state = context.network();
  if (!readOnly && matchWords('show running-config', typed)) {
    io.write(frrRunningConfig(state, device));
    return 'ok';
  }
  if (!readOnly && matchWords('write memory', typed)) {
    io.write('Note: this version of vtysh never writes vtysh.conf\nBuilding Configuration...\n');
    io.write('Integrated configuration saved to /etc/frr/frr.conf\n[OK]\n');
    return 'ok';
  }
  const output = show(context, typed);
  io.write(output ?? `% Unknown command: ${typed}\n`);
  return output === null ? 'rejected' : 'ok';
}

function show(context: DeviceContext, typed: string): string | null {
  const { device } = context;
  const state = context.network();
  const json = / json$/.test(typed);
  const words = json ? typed.slice(0, -' json'.length) : typed;
  const match = (pattern: string) => matchWords(pattern, words);

  if (match('show interface brief')) return showInterfaceBrief(state, device, json);
  if (match('show interface')) return showInterface(state, device, undefined, json);
  const one = match('show interface <name>');
  if (one) return showInterface(state, device, one.name, json) ?? `% Can't find interface ${one.name}\n`;

  if (match('show bgp summary') || match('show bgp ipv4 unicast summary') || match('show ip bgp summary')) {
    return showBgpSummary(state, device, { allVrfs: false, json });
  }
  const summary = match('show bgp vrf <vrf> summary') ?? match('show bgp vrf <vrf> ipv4 unicast summary');
  if (summary) {
    return knownVrf(summary.vrf, json, () => showBgpSummary(state, device, { allVrfs: summary.vrf === 'all', json }));
  }
  const peer =
    match('show bgp neighbors <peer>') ?? match('show bgp neighbors') ?? match('show ip bgp neighbors <peer>');
  if (peer && json) return showBgpNeighbors(state, device, { allVrfs: false, peer: peer.peer });
  const vrfPeer = match('show bgp vrf <vrf> neighbors <peer>') ?? match('show bgp vrf <vrf> neighbors');
  if (vrfPeer && json) {
    return knownVrf(vrfPeer.vrf, json, () =>
      showBgpNeighbors(state, device, { allVrfs: vrfPeer.vrf === 'all', peer: vrfPeer.peer }),
    );
  }

  const route = match('show ip route') ?? match('show ip route <prefix>');
  if (route && json) return showIpRoute(state, device, route.prefix);
  if (match('show version')) return showVersion(device);
  if (match('show logging')) return showLogging();
  return null;
}

function knownVrf(vrf: string | undefined, json: boolean, output: () => string): string {
  if (vrf === 'all' || vrf === 'default') return output();
  return json ? '{\n}\n' : `% BGP instance not found\n`;
}

/** The mode after the line; null when the line was refused. */
function configure(context: DeviceContext, user: string, mode: Mode, typed: string, io: CliIo): Mode | null {
  if (matchWords('end', typed)) return { kind: 'exec' };
  if (matchWords('exit', typed)) return mode.kind === 'config' ? { kind: 'exec' } : { kind: 'config' };
  const network = context.network();
  const views = viewsOf(network, context.device.name);
  const by = { user, comment: typed };
  const config = structuredClone(configOf(network, context.device.name));

  const port = matchWords('interface <name>', typed);
  if (port && (port.name === 'lo' || views.some(({ local }) => local.name === port.name))) {
    return { kind: 'interface', name: port.name ?? '' };
  }
  if (matchWords(`router bgp ${context.device.asn}`, typed) || matchWords('router bgp', typed)) return { kind: 'bgp' };
  const otherAs = matchWords('router bgp <asn>', typed);
  if (otherAs) {
    io.write(`BGP is already running; AS is ${context.device.asn}\n`);
    return null;
  }
  if (mode.kind === 'interface') {
    const off = matchWords('shutdown', typed) !== null;
    if (off || matchWords('no shutdown', typed)) {
      const others = config.shutInterfaces.filter((name) => name !== mode.name);
      config.shutInterfaces = off ? [...others, mode.name] : others;
      setConfig(network, context.device.name, config, by);
      return mode;
    }
  }
  if (mode.kind === 'bgp') {
    const down =
      matchWords('neighbor <peer> shutdown', typed) ??
      matchWords('neighbor <peer> shutdown message <message...>', typed);
    const up =
      matchWords('no neighbor <peer> shutdown', typed) ??
      matchWords('no neighbor <peer> shutdown message <message...>', typed);
    const peer = (down ?? up)?.peer ?? '';
    if (down || up) {
      if (!isIpv4(peer) || !views.some(({ remote }) => remote.address === peer)) {
        io.write('% Specify remote-as or peer-group commands first\n');
        return null;
      }
      delete config.shutPeers[peer];
      if (down) config.shutPeers[peer] = down.message ? { message: down.message } : {};
      setConfig(network, context.device.name, config, by);
      return mode;
    }
  }
  io.write(`% Unknown command: ${typed}\n`);
  return null;
}
