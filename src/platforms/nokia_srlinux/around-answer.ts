import { isNoise } from '../text-lines.ts';

const context = /^--\{.{0,100}\}--\[.{0,200}\]--?$/;
const promptOrEcho = /^[A-Z]:[\w.@-]{1,64}#(?: .*)?$/;
/** What changes the configuration or the mode: what stands below it, up to the next prompt, answers no question. */
const doing =
  /^[A-Z]:[\w.@-]{1,64}# *(?:enter|set|delete|commit|diff|discard|save|baseline|environment|tools|exit|quit)(?: .*)?$/;
/** From the shell of a host with or without its prompt, and what stands at the lower edge of the terminal. */
const around =
  /^(?:[$#❯] ?|[\w.@()/:~-]{1,63} ?[$#❯] ?|\[[\w.@~/ -]{1,80}\] ?[$#] ?)?(?:sudo )?(?:docker|podman|kubectl) exec (?:-\w{1,10} ){0,4}[\w.-]{1,80} (?:-- )?sr_cli(?: .{1,200})?$|^Current mode: .{1,60} {2,}\S.{1,60}$/;
/** What the CLI says of itself first. */
const greeting =
  /^(?:Using configuration file\(s\): \[.{0,200}\]|Welcome to the srlinux CLI\.|Type 'help' \(and press <ENTER>\) if you need any help using this\.|Warning: Running in basic cli engine, only limited set of features is enabled\.)$/;
const signs = ['--{', ' sr_cli', 'srlinux CLI', 'configuration file(s)', 'basic cli engine'];

/**
 * Empties the first line of the prompt, which shows the mode and the working context, the prompt and echo below it, and
 * what else a terminal has around an answer.
 */
export function withoutContext(output: string): string {
  if (!signs.some((words) => output.includes(words)) && !/^ *[A-Z]:/m.test(output)) return output;
  let isDoing = false;
  return output
    .split('\n')
    .map((raw) => {
      const line = raw.length <= 400 ? raw.trim() : '';
      const isPrompt = line !== '' && (context.test(line) || promptOrEcho.test(line));
      if (isPrompt) isDoing = doing.test(line);
      return isPrompt || isDoing || around.test(line) || greeting.test(line) ? '' : raw;
    })
    .join('\n');
}

/** Above an answer stand no more lines than these: the way to the device, its greeting and the command. */
const mostAbove = 20;

/** Without the blanks that stand in front of every line of the answer, as where it was copied out of a list. */
export function withoutIndent(output: string): string {
  const first = output.split('\n', mostAbove).find((line) => !isNoise(line));
  if (!first?.startsWith(' ')) return output;
  const lines = output.split('\n');
  let common = Number.POSITIVE_INFINITY;
  for (const line of lines) if (!isNoise(line)) common = Math.min(common, line.length - line.trimStart().length);
  const blanks = ' '.repeat(common);
  return common === 0 ? output : lines.map((line) => (line.startsWith(blanks) ? line.slice(common) : line)).join('\n');
}
