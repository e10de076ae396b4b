import type { DiagnosticName, PlatformName } from '../domain/diagnostics.ts';
import { isNoise, isTooLong } from './text-lines.ts';

/** Above an answer stand the way to the device, its greeting, comments of the author and the command. */
const mostAbove = 20;
/** Below it the next prompts. */
const mostBelow = 12;

/**
 * A pasted text whose command is written as at a prompt, without what stands above it: comments, a greeting, the context
 * that a command line shows. Next commands below the answer become their prompts: nobody asked for what they print.
 */
export function withoutSurroundings(text: string, platform: PlatformName, diagnostic: DiagnosticName): string {
  return withoutNext(withPlainEcho(text, platform, diagnostic));
}

/** Readers take the VRF or the port of an answer from its command: it stays, in the form in which they know it. */
function withPlainEcho(text: string, platform: PlatformName, diagnostic: DiagnosticName): string {
  const head = text.split('\n', mostAbove);
  const echo = lastCommandOf(head);
  const above = echo === null ? topComments(head, diagnostic) : echo.at + 1;
  if (above === 0 || head.slice(0, above).every(isKnown(platform))) return text;
  let start = 0;
  for (let line = 0; line < above; line += 1) {
    const end = text.indexOf('\n', start);
    start = end === -1 ? text.length : end + 1;
  }
  const plain = echo === null ? null : plainEcho(echo.command, platform);
  const answer = withPlainPrompts(text.slice(start), echo?.prompt ?? '', platform);
  return `${plain === null ? '' : `${plain}\n`}${answer}`;
}

/** The prompt of the first command stands before the next ones and behind the answer too. */
function withPlainPrompts(answer: string, prompt: string, platform: PlatformName): string {
  return /[^\s][#>$%]$/.test(prompt) ? answer.replaceAll(`\n${prompt}`, `\n${plainPrompt(platform)}`) : answer;
}

function plainPrompt(platform: PlatformName): string {
  return platform === 'nokia_srlinux' || platform === 'nokia_sros' ? 'A:device#' : 'device#';
}

function isKnown(platform: PlatformName): (line: string) => boolean {
  const isNokia = platform === 'nokia_srlinux' || platform === 'nokia_sros';
  return (line) => isNoise(line) || (isNokia && /^ *(?:[*!+]{0,3}[A-Z]:|--\{|\[\/)/.test(line));
}

interface Echo {
  at: number;
  /** What stands before the command. */
  prompt: string;
  command: string;
}

/** The command, where only comments and the like stand above it. */
function lastCommandOf(head: readonly string[]): Echo | null {
  let found: Echo | null = null;
  for (const [at, raw] of head.entries()) {
    const line = raw.trim();
    if (isTooLong(line)) break;
    const command = commandIn(line);
    if (command !== null) found = { at, command, prompt: line.slice(0, Math.max(0, line.indexOf(command))).trimEnd() };
    else if (!isAside(line)) break;
  }
  return found;
}

const asked = '(?:sh|sho|show|ping|traceroute(?! to)|info)';
/** Behind a prompt, of which a page may have escaped or marked a part; what follows two blanks is a remark. */
const atPrompt = new RegExp(
  String.raw`^!?(?:\[[^\]]{1,60}\] ?)?(?:[\w.@()/:~*+>\\-]{1,80}?(?: [\w~/.-]{1,40})? ?(?:[#>$%❯➜]|&gt;)|[#>$%❯➜]) {0,3}(?:\[[^\]]{0,60}\] ?)?(?:do |run |sudo )?["'*]{0,3}(${asked} .{1,300})$`,
);
/** Behind the name of the device alone, or behind nothing. */
const bare = new RegExp(
  String.raw`^(?:[\w.@*-]{1,63}:? )?["'*]{0,3}(${asked} [a-z][\w.:/|*"'[\] %,-]{0,250}?)["'*:]{0,3}$`,
);
/** Handed on by a tool of the host. */
const byTool =
  /^(?:[^\s]{0,80} ?[#$%>❯➜:] ?)?(?:sudo )?(?:ssh|sshpass|netmiko-show|docker|podman|kubectl|ansible|netlab|clab|containerlab|ip netns|vtysh|sr_cli|xrcmd|FastCli|Cli|cli) .{0,200}?((?:sh|sho|show|ping|traceroute(?! to)|info) [a-z][\w.:/|* %,-]{0,200})["']?(?: .{0,80})?$/;

function commandIn(line: string): string | null {
  const plain = line.replace(/^`{1,2}|`{1,2}$/g, '').replace(/<\/?(?:b|strong|em|i|code|mark)>/gi, '');
  const found = atPrompt.exec(plain)?.[1] ?? bare.exec(plain)?.[1] ?? byTool.exec(plain)?.[1];
  return found === undefined ? null : found.replace(/ {2,}\S*[^\w\s.:/|"'-].*$/, '').trim();
}

/** Blank lines, comments, the path of a configuration, a greeting, a clock, the shell that was called. */
function isAside(line: string): boolean {
  return isNoise(line) || comment.test(line) || place.test(line) || clock.test(line) || banner.test(line);
}

const comment = /^(?:(?:#{1,3}|!{1,3}|\/\/|;|--)(?: [^|]{0,200})?|[-=*#]{4,80})$/;
const place = /^(?:\[\/?[\w ./:"'=-]{0,120}\]|--\{.{0,100}\}--\[.{0,200}\]--?|\([\w.-]{1,20}\)\[[\w /.-]{0,100}\])$/;
const clock = /^[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?: [A-Z]{2,5})?(?: \d{4})?$/;
const banner =
  /^(?:Last login: .{1,120}|Welcome to .{1,120}|Warning: Permanently added .{1,200}|Connection to .{1,80} closed\.?|(?:\(?[\w.@-]{1,80}\)? ?)?[Pp]assword:|Linux [\w.-]{1,60} .{1,120}|Trying [\w.:]{1,45}\.{3}|Connected to .{1,80}\.|Escape character is .{1,20}\.)$/;

/** Comments at the very top, where no command stands below them. A log begins with a line of its own. */
function topComments(head: readonly string[], diagnostic: DiagnosticName): number {
  if (diagnostic === 'log') return 0;
  const lines = head.findIndex((line) => !/^(?:[#!]{1,3} \S|\/\/ |[#!]?\s*$)/.test(line));
  return lines > 0 && head.slice(0, lines).some((line) => line.trim() !== '') ? lines : 0;
}

/** In the form that the readers of the platform take for the echo; null where it has signs in it that no echo has. */
function plainEcho(command: string, platform: PlatformName): string | null {
  const isNokia = platform === 'nokia_srlinux' || platform === 'nokia_sros';
  const plain = command.replace(/["'*]{1,3}$/, '').replace(/\\(?=[_*[\]])/g, '');
  const line = `${plainPrompt(platform)}${isNokia ? ' ' : ''}${plain}`;
  if (isNoise(line) || isNokia) return line;
  const upToPipe = `device#${plain.replace(/ ?\|.*$/, '')}`;
  return isNoise(upToPipe) ? upToPipe : null;
}

const next = /^([\w.@()/:~*-]{1,63}[#>$%]) ?([a-z][^|]{0,200}|[a-z][a-z ]{1,40}\|.{0,150})$/;
const doing =
  /^(?:conf|exit|quit|end|logout|term|copy|write|wr\b|clear|request|set|commit|ssh|cd|ls|clock)|^sho?w? (?:clock|run|conf|log|ver|users|hist)/;

/** From the end: prompts, and commands at them. One prompt stays, which says that the answer is whole. */
function withoutNext(text: string): string {
  const name = promptOfHead(text);
  let end = text.trimEnd().length;
  let found: { at: number; prompt: string } | null = null;
  let isAsked = false;
  for (let line = 0; line < mostBelow; line += 1) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    if (start === 0 || end - start > longestNext) break;
    const said = text.slice(start, end).trim();
    const [, asking, command = ''] = next.exec(said) ?? [];
    const isNext = asking !== undefined && isAnother(text, command, name, asking);
    // The last line of a part of a configuration says nothing.
    const isNothing = said === '!';
    const prompt = isNext ? asking : isNothing ? '' : barePrompt.exec(said)?.[0];
    if (prompt === undefined) break;
    isAsked ||= isNext || isNothing;
    found = { at: start, prompt };
    end = text.slice(0, start).trimEnd().length;
  }
  return found === null || !isAsked ? text : `${text.slice(0, found.at)}${found.prompt}`;
}

const longestNext = 300;
const barePrompt = /^[\w.@()/:~*-]{2,63}[#>$%]$/;

/** What was typed next asks for something else, at the prompt of the answer where that one is known. */
function isAnother(text: string, command: string, name: string | null, prompt: string): boolean {
  if (name !== null && name !== prompt) return false;
  if (doing.test(command)) return true;
  const subject = subjectOf(
    commandIn(
      text
        .slice(0, 1_000)
        .split('\n')
        .find((line) => commandIn(line.trim()) !== null)
        ?.trim() ?? '',
    ) ?? '',
  );
  return subject !== '' && /^sho?w? /.test(command) && subjectOf(command) !== subject;
}

/** `bgp` of `show ip bgp summary`. */
function subjectOf(command: string): string {
  return /^sho?w? (?:ip |ipv6 |router )?([a-z-]{2,30})/.exec(command)?.[1] ?? '';
}

function promptOfHead(text: string): string | null {
  const line = text
    .slice(0, 2_000)
    .split('\n', mostAbove)
    .find((one) => next.test(one.trim()));
  return line === undefined ? null : (next.exec(line.trim())?.[1] ?? null);
}
