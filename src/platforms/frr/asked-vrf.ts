import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { isEcho, isNoise } from '../text-lines.ts';
import { frrVrfName } from './vrf-name.ts';

/**
 * The VRF of an answer that does not name it: the one that was asked for. A live question without one went to the default
 * VRF; of a pasted answer (no clock) nobody knows.
 */
export function askedVrf({ args, nowMs }: { args: DiagnosticArguments; nowMs: number | null }): string | null {
  return args.vrf ?? (nowMs === null ? null : 'default');
}

/**
 * The VRF that an echoed command of BGP names: `leaf1# show bgp vrf CUST-A neighbors`. Null for a command that names none, or
 * all of them; undefined for a line that is no command. What a peer is called is indented: it is never taken for one.
 */
export function vrfOfEcho(line: string): string | null | undefined {
  if (line.startsWith(' ') || line.length > mostOfEcho || !isEcho(line.trim())) return undefined;
  const name = /\bbgp vrf ([\w.:-]{1,64})(?![^\s"'])/.exec(line)?.[1];
  return name === undefined || name === 'all' ? null : frrVrfName(name);
}

/** The VRF that the command above an answer names. */
export function vrfAbove(output: string): string | null {
  let vrf: string | null = null;
  for (const line of output
    .slice(0, 10 * mostOfEcho)
    .split('\n')
    .slice(0, 10)) {
    if (!isNoise(line)) break;
    const told = vrfOfEcho(line.trim());
    if (told !== undefined) vrf = told;
  }
  return vrf;
}

const mostOfEcho = 400;
