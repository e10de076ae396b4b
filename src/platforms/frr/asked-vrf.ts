import type { DiagnosticArguments } from '../../domain/diagnostics.ts';

/**
 * The VRF of an answer that does not name it: the one that was asked for. A live question without one went to the default
 * VRF; of a pasted answer (no clock) nobody knows.
 */
export function askedVrf({ args, nowMs }: { args: DiagnosticArguments; nowMs: number | null }): string | null {
  return args.vrf ?? (nowMs === null ? null : 'default');
}
