import { type CliIo, type CommandResult, type DeviceCli, type DeviceContext, matchWords } from '../cli.ts';
import { confirm, setConfig, setConfigUntil } from '../model.ts';
import { configOf, type DeviceConfig } from '../state.ts';
import { compare, editLine } from './configuration.ts';
import { release } from './json.ts';
import { operational } from './show.ts';

/** Configuration mode of one login. `shared` and `exclusive` work on the device's candidate, `private` on its own. */
interface ConfigMode {
  kind: 'shared' | 'exclusive' | 'private';
  candidate: DeviceConfig;
}

const keptRollbacks = 50;
const confirmedCommit = 'confirmed-commit';

/** Junos 21.4 without a routing-engine line in the prompt. */
export function junosCli(context: DeviceContext): DeviceCli {
  const { device } = context;
  /** Committed configurations, newest first: `rollback 1` is the one before the running one. */
  const history: DeviceConfig[] = [];
  /** The shared candidate while anybody edits it. */
  let shared: DeviceConfig | null = null;
  const editors = new Map<object, { user: string; mode: ConfigMode; pid: number; sinceMs: number }>();
  let pid = 21_000;

  function running(): DeviceConfig {
    return configOf(context.network(), device.name);
  }

  /** Minutes left of a confirmed commit, or null. */
  function minutesLeft(): number | null {
    const state = context.network();
    const pending = state.reverts.find((revert) => revert.device === device.name && revert.name === confirmedCommit);
    return pending ? Math.max(1, Math.ceil((pending.atMs - state.nowMs) / 60_000)) : null;
  }

  return (login) => {
    let mode: ConfigMode | null = null;
    const self = {};

    function say(io: CliIo, text: string, result: CommandResult = 'ok'): CommandResult {
      io.write(`${text}\n`);
      return result;
    }

    /** The caret stands under the word that was not understood. */
    function unknown(io: CliIo, text: string): CommandResult {
      const indent = io.terminal ? `${login.user}@${device.name}> `.length : 0;
      return say(io, `${' '.repeat(indent)}^\n${text}`, 'rejected');
    }

    function changed(current: ConfigMode): boolean {
      return compare(device, context.network(), running(), current.candidate) !== '';
    }

    function enter(kind: ConfigMode['kind'], io: CliIo): CommandResult {
      const others = [...editors.values()];
      const locked = others.find((editor) => editor.mode.kind === 'exclusive');
      const holder = kind === 'private' ? undefined : (locked ?? (kind === 'exclusive' ? others[0] : undefined));
      if (holder) {
        const since = new Date(holder.sinceMs).toISOString().slice(0, 19).replace('T', ' ');
        const lock = holder.mode.kind === 'exclusive' ? '\n      exclusive' : '';
        const lines = `  ${holder.user} terminal p0 (pid ${holder.pid}) on since ${since} UTC${lock} [edit]`;
        return say(io, `error: configuration database locked by:\n${lines}`, 'rejected');
      }
      const candidate = structuredClone(kind === 'private' ? running() : (shared ?? running()));
      mode = { kind, candidate };
      if (kind !== 'private') shared = candidate;
      pid += 1;
      editors.set(self, { user: login.user, mode, pid, sinceMs: context.network().nowMs });
      if (kind !== 'shared') io.write('warning: uncommitted changes will be discarded on exit\n');
      return say(io, 'Entering configuration mode');
    }

    function leave(): void {
      mode = null;
      editors.delete(self);
      if (![...editors.values()].some((editor) => editor.mode.kind !== 'private')) shared = null;
    }

    async function exit(current: ConfigMode, io: CliIo): Promise<CommandResult> {
      if (changed(current)) {
        const question =
          current.kind === 'shared'
            ? 'The configuration has been changed but not committed\nExit with uncommitted changes? [yes,no] (yes) '
            : 'The configuration has been modified. You will lose uncommitted changes.\nExit with uncommitted changes? [yes,no] (yes) ';
        const answer = (await io.ask(question)).trim().toLowerCase();
        if (answer.startsWith('n')) return 'ok';
      }
      leave();
      return say(io, 'Exiting configuration mode');
    }

    function commit(current: ConfigMode, words: string, io: CliIo): CommandResult {
      const asked = /^(?:(check)|confirmed(?: (\d+))?)?(?: ?comment (?:"([^"]*)"|(\S+)))?( ?and-quit)?$/.exec(words);
      if (!asked) return unknown(io, 'syntax error.');
      if (asked[1]) return say(io, 'configuration check succeeds');
      const network = context.network();
      const by = { user: login.user, comment: asked[3] ?? asked[4] ?? '' };
      const before = structuredClone(running());
      const edited = changed(current);
      if (words.startsWith('confirmed')) {
        const minutes = Number(asked[2] ?? 10);
        if (minutes < 1 || minutes > 65_535) return say(io, 'error: invalid timeout', 'rejected');
        setConfigUntil(
          network,
          device.name,
          current.candidate,
          { name: confirmedCommit, atMs: network.nowMs + minutes * 60_000 },
          by,
        );
        io.write(`commit confirmed will be automatically rolled back in ${minutes} minutes unless confirmed\n`);
      } else {
        confirm(network, device.name, confirmedCommit);
        setConfig(network, device.name, current.candidate, by);
      }
      if (edited) history.unshift(before);
      history.length = Math.min(history.length, keptRollbacks);
      io.write('commit complete\n');
      if (!asked[5]) return 'ok';
      leave();
      return say(io, 'Exiting configuration mode');
    }

    function rollback(current: ConfigMode, number: number, io: CliIo): CommandResult {
      const wanted = number === 0 ? running() : history[number - 1];
      if (!wanted) return say(io, `error: rollback ${number} not found`, 'rejected');
      current.candidate.shutInterfaces = [...wanted.shutInterfaces];
      current.candidate.shutPeers = structuredClone(wanted.shutPeers);
      return say(io, 'load complete');
    }

    async function insideConfig(current: ConfigMode, typed: string, io: CliIo): Promise<CommandResult> {
      if (/^(exit|quit|exit configuration-mode)$/.test(typed)) return exit(current, io);
      if (typed === 'top') return 'ok';
      const shown = typed.replace(/\s*\|\s*no-more$/, '');
      if (/^show \| compare$/.test(shown)) {
        io.write(compare(device, context.network(), running(), current.candidate));
        return 'ok';
      }
      const committed = /^commit(?: (.*))?$/.exec(typed);
      if (committed) return commit(current, committed[1] ?? '', io);
      const back = /^rollback(?: (\d+))?$/.exec(typed);
      if (back) return rollback(current, Number(back[1] ?? 0), io);
      const run = /^run (.+)$/.exec(typed);
      if (run)
        return (await operational(context, run[1] ?? '', io)) ?? unknown(io, 'syntax error, expecting <command>.');
      const edit = editLine(context.network(), device, current.candidate, typed);
      if (edit?.ok) return 'ok';
      if (edit) return say(io, edit.error, 'rejected');
      return unknown(
        io,
        /^(set|delete|activate|deactivate|show|edit) /.test(typed) ? 'syntax error.' : 'unknown command.',
      );
    }

    return {
      greeting: `Last login: ${new Date(context.network().nowMs - 3_600_000).toUTCString().slice(0, 25).replace(',', '')} from 127.0.0.1\n--- JUNOS ${release} Kernel 64-bit  JNPR-12.1-20230427 built 2023-04-27\n`,
      prompt() {
        if (!mode) return `${login.user}@${device.name}> `;
        const left = minutesLeft();
        const warning = left === null ? '' : `# commit confirmed will be rolled back in ${left} minutes\n`;
        return `\n${warning}[edit]\n${login.user}@${device.name}# `;
      },
      pageLength: 24,
      pagerMark: '---(more)---',
      close: leave,
      async run(line, io) {
        const typed = line.trim().replace(/\s+/g, ' ');
        if (typed === '') return 'ok';
        if (mode) return insideConfig(mode, typed, io);
        if (/^(exit|quit)$/.test(typed)) return 'logout';
        const length = /^set cli screen-length (\d+)$/.exec(typed);
        if (length) {
          this.pageLength = Number(length[1]);
          return say(io, `Screen length set to ${length[1]}`);
        }
        const width = /^set cli screen-width (\d+)$/.exec(typed);
        if (width) return say(io, `Screen width set to ${width[1]}`);
        if (typed === 'set cli complete-on-space off') return say(io, 'Disabling complete-on-space');
        if (typed === 'set cli timestamp disable') return say(io, 'CLI timestamp disabled');
        const configure =
          matchWords('configure', typed) ?? matchWords('configure <kind>', typed) ?? (typed === 'edit' ? {} : null);
        if (configure && !login.readOnly) {
          const kind = configure.kind ?? 'shared';
          if (kind === 'exclusive' || kind === 'private' || kind === 'shared') return enter(kind, io);
          return unknown(io, 'syntax error.');
        }
        // A page never stops a piped command that says so.
        const paged = this.pageLength;
        if (/\| ?no-more/.test(typed)) this.pageLength = 0;
        const result = await operational(context, typed, io);
        this.pageLength = paged;
        if (result !== null) return result;
        return unknown(io, typed.startsWith('show ') ? 'syntax error, expecting <command>.' : 'unknown command.');
      },
    };
  };
}
