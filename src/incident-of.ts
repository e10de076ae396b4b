import type { CommandContext } from './command.ts';

/** The incident of a command that needs one; `dispatch` has made sure that there is one. */
export function incidentOf(context: CommandContext): string {
  if (context.incident === null) throw new TypeError('a command that needs an incident was run without one');
  return context.incident;
}
