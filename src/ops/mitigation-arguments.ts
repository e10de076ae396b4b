import type { MitigationArguments } from '../domain/mitigation.ts';

/** A plan's arguments as they are typed: "eth1", "198.51.100.1 --vrf red". */
export function argumentsOfPlan(args: MitigationArguments): string {
  return [args.interface, args.peer, args.vrf === undefined ? undefined : `--vrf ${args.vrf}`]
    .filter((word) => word !== undefined)
    .join(' ');
}
