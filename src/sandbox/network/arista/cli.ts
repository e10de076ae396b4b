import { type CliIo, type CommandResult, type DeviceCli, type DeviceContext, matchWords } from '../cli.ts';
import { confirm, revertNow, setConfig, setConfigUntil } from '../model.ts';
import { configOf, type DeviceConfig } from '../state.ts';
import { unifiedDiff } from '../unified-diff.ts';
import { type ConfigPlace, configLine } from './config-mode.ts';
import { shortName } from './interface-list.ts';
import { invalidInput } from './probes.ts';
import { aristaRunningConfig } from './running-config.ts';
import { operational } from './show.ts';

/** `session` null: `configure terminal`, where every line counts at once. */
interface ConfigMode {
  session: string | null;
  place: ConfigPlace;
}

const mostSessions = 5;

/** EOS 4.29. Configuration sessions belong to the device: any login may go on with one by its name. */
export function aristaCli(context: DeviceContext): DeviceCli {
  const { device } = context;
  /** Pending sessions by name. */
  const sessions = new Map<string, DeviceConfig>();

  return (login) => {
    let privileged = !login.readOnly && login.kind === 'exec';
    let mode: ConfigMode | null = null;

    function running(): DeviceConfig {
      return configOf(context.network(), device.name);
    }

    function enable(io: CliIo): CommandResult {
      if (login.readOnly) {
        io.write("% Authorization denied for command 'enable'\n");
        return 'rejected';
      }
      privileged = true;
      return 'ok';
    }

    function refuse(io: CliIo, text = invalidInput): CommandResult {
      io.write(`${text}\n`);
      return 'rejected';
    }

    function enterSession(name: string, io: CliIo): CommandResult {
      if (!sessions.has(name) && sessions.size >= mostSessions) {
        return refuse(
          io,
          '% Maximum number of pending sessions has been reached. Please commit or abort previous sessions before creating a new one.',
        );
      }
      if (!sessions.has(name)) sessions.set(name, structuredClone(running()));
      mode = { session: name, place: { kind: 'top' } };
      return 'ok';
    }

    /** `configure session NAME commit` and `commit` inside the session. */
    function commit(name: string, io: CliIo): CommandResult {
      const network = context.network();
      // A timed commit is already in use: committing again only stops the timer.
      if (confirm(network, device.name, name)) {
        sessions.delete(name);
        return 'ok';
      }
      const candidate = sessions.get(name);
      if (!candidate) return refuse(io, `% Session ${name} does not exist`);
      setConfig(network, device.name, candidate, { user: login.user, comment: `session ${name}` });
      sessions.delete(name);
      return 'ok';
    }

    function commitTimer(name: string, timer: string, io: CliIo): CommandResult {
      const [hours = 0, minutes = 0, seconds = 0] = timer.split(':').map(Number);
      const candidate = sessions.get(name);
      const ms = ((hours * 60 + minutes) * 60 + seconds) * 1000;
      if (!/^\d{1,2}:\d{2}:\d{2}$/.test(timer) || ms === 0 || !candidate) return refuse(io);
      const network = context.network();
      setConfigUntil(
        network,
        device.name,
        candidate,
        { name, atMs: network.nowMs + ms },
        { user: login.user, comment: `session ${name}, timer ${timer}` },
      );
      sessions.delete(name);
      return 'ok';
    }

    function abort(name: string, io: CliIo): CommandResult {
      const known = sessions.delete(name);
      const reverted = revertNow(context.network(), device.name, name, login.user);
      return known || reverted ? 'ok' : refuse(io, `% Session ${name} does not exist`);
    }

    /** `configure …` from EXEC mode; null when the line is something else. */
    function configureLine(typed: string, io: CliIo): CommandResult | null {
      if (!abbreviatesConfigure(typed)) return null;
      if (!privileged) return refuse(io, `${invalidInput} (privileged mode required)`);
      if (matchWords('configure', typed) || matchWords('configure terminal', typed)) {
        mode = { session: null, place: { kind: 'top' } };
        return 'ok';
      }
      const committed = matchWords('configure session <name> commit', typed);
      if (committed) return commit(committed.name ?? '', io);
      const timed = matchWords('configure session <name> commit timer <timer>', typed);
      if (timed) return commitTimer(timed.name ?? '', timed.timer ?? '', io);
      const aborted = matchWords('configure session <name> abort', typed);
      if (aborted) return abort(aborted.name ?? '', io);
      const entered = matchWords('configure session <name>', typed);
      return entered ? enterSession(entered.name ?? '', io) : refuse(io);
    }

    async function insideConfig(current: ConfigMode, typed: string, io: CliIo): Promise<CommandResult> {
      const { session } = current;
      if (matchWords('end', typed)) {
        mode = null;
        return 'ok';
      }
      if (matchWords('exit', typed)) {
        mode = current.place.kind === 'top' ? null : { session, place: { kind: 'top' } };
        return 'ok';
      }
      if (session !== null) {
        const timer = matchWords('commit timer <timer>', typed);
        const left = timer
          ? commitTimer(session, timer.timer ?? '', io)
          : matchWords('commit', typed)
            ? commit(session, io)
            : matchWords('abort', typed)
              ? abort(session, io)
              : null;
        if (left !== null) {
          if (left === 'ok') mode = null;
          return left;
        }
        if (matchWords('show session-config diffs', typed)) {
          io.write(sessionDiff(session));
          return 'ok';
        }
      }
      const candidate = session === null ? structuredClone(running()) : sessions.get(session);
      if (!candidate) {
        mode = null;
        return refuse(io, `% Session ${session} does not exist`);
      }
      const place = configLine(context.network(), device, candidate, current.place, typed, io);
      if (place === null) {
        // EXEC commands work in configuration mode too.
        return operational(context, typed, io, { privileged, sessions: [...sessions.keys()] });
      }
      mode = { session, place };
      if (session === null) {
        setConfig(context.network(), device.name, candidate, { user: login.user, comment: typed });
      }
      return 'ok';
    }

    function sessionDiff(name: string): string {
      const network = context.network();
      const candidate = sessions.get(name) ?? running();
      const diff = unifiedDiff(
        aristaRunningConfig(network, device, running()),
        aristaRunningConfig(network, device, candidate),
      );
      return diff === '' ? '' : `--- system:/running-config\n+++ session:/${name}-session-config\n${diff}`;
    }

    return {
      greeting: '',
      prompt: () => `${device.name}${mode ? modeWord(mode) : ''}${privileged ? '#' : '>'}`,
      pageLength: 24,
      pagerMark: ' --More-- ',
      close: () => undefined,
      async run(line, io) {
        const typed = line.trim();
        if (typed === '' || typed.startsWith('!')) return 'ok';
        const length = matchWords('terminal length <lines>', typed);
        if (length) {
          this.pageLength = Number(length.lines) || 0;
          io.write(this.pageLength === 0 ? 'Pagination disabled.\n' : `Pagination length set to ${this.pageLength}.\n`);
          return 'ok';
        }
        const width = matchWords('terminal width <columns>', typed);
        if (width) {
          io.write(`Width set to ${width.columns} columns.\n`);
          return 'ok';
        }
        if (mode) return insideConfig(mode, typed, io);
        if (matchWords('enable', typed)) return enable(io);
        if (matchWords('disable', typed)) {
          privileged = false;
          return 'ok';
        }
        if (['exit', 'logout', 'quit'].some((word) => matchWords(word, typed))) return 'logout';
        const configured = configureLine(typed, io);
        if (configured !== null) return configured;
        // A page never stops a command that says so.
        const paged = this.pageLength;
        if (/\| ?no-more/.test(typed)) this.pageLength = 0;
        const result = await operational(context, typed, io, { privileged, sessions: [...sessions.keys()] });
        this.pageLength = paged;
        return result;
      },
    };
  };
}

function abbreviatesConfigure(typed: string): boolean {
  const first = typed.split(/\s+/)[0] ?? '';
  return first.length >= 4 && 'configure'.startsWith(first);
}

/** `(config-s-ringdo-if-Et1)`: EOS shows six characters of a session's name. */
function modeWord({ session, place }: ConfigMode): string {
  const where = place.kind === 'interface' ? `-if-${shortName(place.name)}` : place.kind === 'bgp' ? '-router-bgp' : '';
  return `(config${session === null ? '' : `-s-${session.slice(0, 6)}`}${where})`;
}
