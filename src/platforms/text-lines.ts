/** A text table taken apart. `cut` is what stands behind the last line break: a row that may have lost its end. */
export interface TextLines {
  lines: string[];
  cut: string | null;
  /** A prompt stands behind the last line: the device has nothing more to say. */
  prompted?: boolean;
}

/** No table of ours has longer rows; a longer line is never matched, which keeps every pattern linear. */
const longestLine = 4_000;

/** More empty lines in a row say nothing more. */
const mostEmpty = 2;

/**
 * Splits at line feeds, drops blanks at the end of each line and all but two of many empty lines in a row. A prompt or a
 * blank tail does not count as cut, but a time or the next command does: an answer would follow.
 */
export function textLines(text: string): TextLines {
  const lines: string[] = [];
  let start = 0;
  let empty = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    const line = end === start ? '' : text.slice(start, end).trimEnd();
    empty = line === '' ? empty + 1 : 0;
    if (empty <= mostEmpty) lines.push(line);
    start = end + 1;
    if (empty >= mostEmpty) start = behindBreaks(text, start);
  }
  const tail = text.slice(start).trimEnd();
  if (tail === '') return { lines, cut: null };
  // The rulers of an answer are equally long: one that has no other like it may be cut, with all rows below it.
  if (ruler.test(tail) && lines.includes(tail)) return { lines: [...lines, tail], cut: null };
  const isNothing = isNoise(tail) && lines.every(isNoise);
  return isEnd(tail) || isNothing ? { lines, cut: null, prompted: true } : { lines, cut: tail };
}

/**
 * A prompt, what Junos says of itself above one, or the word of the one who leaves. Any other line around an answer is
 * the beginning of the next one.
 */
function isEnd(tail: string): boolean {
  const bare = tail.trim();
  if (isTooLong(bare) || oneLetter.test(bare) || zoneBegun.test(bare)) return false;
  return prompt.test(bare) || /^\{[\w:]{1,40}\}$/.test(bare) || editing.test(bare) || leaving.test(bare);
}

/** Shorter ones are as long as the title above them, and the beginning of a longer one may be as long as another. */
const ruler = /^ *[-=+ ]{20,}$/;
/** The first characters of a route in FRR's tables look like the prompt of a box that is called `B`, those of IOS' BGP (`r>`) like one called `r`. */
const oneLetter = /^[A-Za-z]>$/;
/** `fe80::1%`: the zone of the address is cut off. */
const zoneBegun = /^[\dA-Fa-f]{0,4}(?::[\dA-Fa-f]{0,4}){2,7}%$/;

/** Where the line breaks end that stand at `start`: a text of nothing else is left behind quickly. */
export function behindBreaks(text: string, start: number): number {
  let at = start;
  // A look behind the end would make V8 give its fast code up.
  while (at < text.length && text.charCodeAt(at) === lineFeed) at += 1;
  return at;
}

const lineFeed = 0x0a;

/**
 * Takes the last line although its line break is missing, where its form shows that nothing we read can be missing from
 * its end.
 */
export function withWholeTail(text: TextLines, whole: RegExp): TextLines {
  if (text.cut === null || isTooLong(text.cut) || !whole.test(text.cut.trim())) return text;
  return { lines: [...text.lines, text.cut.trimEnd()], cut: null };
}

export function isTooLong(line: string): boolean {
  return line.length > longestLine;
}

/**
 * Lines around an answer that are not part of it: blank ones, the echoed command, a prompt, Junos' `{master:0}` and
 * `[edit]`, the time that it prints above an answer on request, its warning of a missing license, the heading of one
 * routing engine, the greeting of FRR's shell, and what a recorder says of the command.
 */
export function isNoise(line: string): boolean {
  if (isTooLong(line)) return false;
  const bare = line.trim();
  if (bare === '' || bare === '#') return true;
  // Most lines are none of these, which their ends show without a pattern.
  const last = bare.at(-1) ?? '';
  if ('>#%$'.includes(last) && prompt.test(bare)) return true;
  if ((bare.startsWith('{') || last === ':' || last === '-') && routingEngine.test(bare)) return true;
  if (last === ']' && editing.test(bare)) return true;
  if (last === '+') return recorder.test(bare);
  if (bare.length === timeWidth && timeOfAnswer.test(bare)) return true;
  if (bare.startsWith('Warning: License')) return unlicensed.test(bare);
  if (last === 't' && leaving.test(bare)) return true;
  if ((last === 'h' || last === 'i') && intoShell.test(bare)) return true;
  if ((last === '.' || last === '1') && greeting.test(bare)) return true;
  if ((bare.startsWith('[') || bare.includes('@')) && shellCommand.test(bare)) return true;
  return isEcho(bare);
}

/** The command, with or without the prompt at which it was typed. */
export function isEcho(bare: string): boolean {
  return asking.test(bare) && (echo.test(bare) || hostEcho.test(bare));
}

/** The lines that say something. */
export function meaningful(lines: readonly string[]): string[] {
  return lines.filter((line) => !isNoise(line));
}

const asking = /(?:sh|sho|show|ping|traceroute) /;
/** Behind a prompt the command may be a shortened one. */
const echo =
  /^(?:(?:[#>$]|[\w.@()/:~-]{1,63} ?[>#%$])? {0,2}(?:run |do )?(?:show|ping|traceroute)|(?:[#>$]|[\w.@()/:~-]{1,63} ?[>#%$]) {0,2}(?:run |do )?sho?) [\w.:/|*"[\] -]{1,200}$/;
/**
 * The shell of a host hands the command on: `root@leaf1:~# sudo show ip route`, `[ops@r1 ~]$ ssh leaf1 "show ip route"`, with
 * or without a prompt `docker exec leaf1 vtysh -c 'sh ip route'`. A log may tell of such a command behind its own words.
 */
const hostEcho =
  /^(?:(?:[$#] |[\w.@()/:~-]{1,63} ?[>#$] ?|\[[\w.@~/ -]{1,80}\] ?[$#] ?)(?:[\w.@/:=-]{0,80} ){0,12}["']?(?:--)?show|(?:(?:[$#] |[\w.@()/:~-]{1,63} ?[>#$] ?|\[[\w.@~/ -]{1,80}\] ?[$#] ?)(?:[\w.@/:=-]{0,80} ){0,12}|Connecting to container [\w.-]{1,80}, executing |(?:sudo )?(?:(?:docker|podman) exec (?:-\w{1,10} ){0,4}[\w.-]{1,80} |kubectl exec (?:[\w.@/:=-]{1,80} ){1,12})?)(?:sudo )?vtysh -c ["']sho?w?) [\w.:/|*"' -]{1,200}$/;
/** The one who asked goes: `leaf1# exit`. */
const leaving = /^[\w.@()/:~-]{1,63} ?[>#%$] ?(?:exit|quit)$/;
/** `ops@leaf1:~$ sudo vtysh`, `docker exec -it leaf1 Cli`: the shell of FRR or of EOS inside of the one of the host. */
const intoShell =
  /^(?:[$#] |[\w.@()/:~-]{1,63} ?[>#$] ?|\[[\w.@~/ -]{1,80}\] ?[$#] ?)?(?:sudo )?(?:(?:docker|podman) exec (?:-\w{1,10} ){0,4}[\w.-]{1,80} |kubectl exec (?:[\w.@/:=-]{1,80} ){1,12})?(?:sudo )?(?:vtysh|Cli)$/;
/** What FRR's shell says of itself first, also of a configuration that it did not find. */
const greeting =
  /^(?:Hello, this is (?:FRRouting|Quagga) \(version [\w.+~-]{1,60}\)\.|Copyright 1996-2005 Kunihiro Ishiguro, et al\.|% Can't open configuration file [\w./-]{1,80} due to '[\w ]{1,60}'\.|Configuration file\[[\w./-]{1,80}\] processing failure: 11)$/;
/**
 * What somebody asked the shell of the host next: `[root@leaf1 ~]# ip -M route show`, `root@leaf1:~# ip link`. What it answered
 * is no part of this.
 */
const shellCommand =
  /^(?:\[[\w.-]{1,32}@[\w.-]{1,63} [\w.~/-]{1,80}\] ?|[\w.-]{1,32}@[\w.-]{1,63}:[\w.~/-]{1,80})[$#] \S/;
/** Where one stands in the configuration of Junos; the line of the routing engine may come before it. */
const editing = /^(?:\{[\w:]{1,40}\})?\[edit(?: [\w./:-]{1,64}){0,20}\]$/;
/**
 * What pyATS writes into its log above an answer: `[2024-05-01 10:00:00,123] +++ leaf1: executing command 'show clock' +++`,
 * `2024-05-01 10:00:00,123: %UNICON-INFO: +++ leaf1 with via 'cli': executing command 'show clock' +++`.
 */
const recorder =
  /^(?:\[[\d ,:-]{19,27}\] |[\d ,:-]{19,27}: %UNICON-INFO: )?\+{3} [\w.-]{1,63}(?: with (?:alias|via) '[\w.-]{1,32}')?: executing command '[^']{1,200}' \+{3}$/;
/** `Sep 17 06:08:37`, with a day of two characters: `set cli timestamp`. */
const timeOfAnswer = /^[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}$/;
const timeWidth = 15;
/** What Junos puts above every answer of a feature without a license. */
const unlicensed = /^Warning: License key missing; requires '[\w-]{1,40}' license$/;
/** `leaf1#`, and the shell of a host: `vyos@leaf1:~$`, `[ops@leaf1 ~]$`, `[leaf1:~]$`. */
const prompt = /^(?:[\w.@()/:~-]{1,63}[>#%$]|\[[\w.@:~/ -]{1,80}\] ?[$#])$/;
const routingEngine = /^(?:\{[\w:]{1,40}\}|(?:fpc|node|localre|lcc|re)\d*:|-{20,})$/;
