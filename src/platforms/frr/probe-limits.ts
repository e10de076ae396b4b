import type { DiagnosticArguments } from '../../domain/diagnostics.ts';

/** vtysh hands the address to ping and traceroute and nothing else: why a question cannot be asked there, or null. */
export function probeProblem(tool: 'ping' | 'traceroute', { vrf, source }: DiagnosticArguments): string | null {
  if (source === undefined && (vrf === undefined || vrf === 'default')) return null;
  const flag = source === undefined ? '--vrf' : '--source';
  return `${tool} of vtysh has no ${flag}; ask without it, or from another device`;
}
