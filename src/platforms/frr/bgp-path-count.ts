/** What stands below a table of BGP: the networks and, but for Quagga, the paths of it. */
export interface PathCount {
  networks: number;
  paths: number | null;
}

/** Quagga counts what is advertised to a peer with the same words: only the command tells which table it is. */
export function pathCountOf(line: string, isTable: boolean): PathCount | null {
  const [, networks, paths] = /^Displayed {1,2}(\d{1,10}) routes and (\d{1,10}) total paths$/.exec(line) ?? [];
  if (networks !== undefined) return { networks: Number(networks), paths: Number(paths) };
  const prefixes = isTable ? /^Total number of prefixes (\d{1,10})$/.exec(line)?.[1] : undefined;
  return prefixes === undefined ? null : { networks: Number(prefixes), paths: null };
}

/** Whether the command asks for all of a table: nothing of one peer, and no part of it. */
export function asksForTable(command: string): boolean {
  return /\bsho?w? (?:ip )?bgp(?: (?:vrf|view) \S{1,64})?(?: all)?(?: ipv[46])?(?: unicast)?(?: wide)?["']?$/.test(
    command,
  );
}

/**
 * How many were read where the count says another number. bgpd counts the paths of all networks, also when it was asked for
 * some of them only: none is missing where the whole table was asked for.
 */
export function otherThanCounted(count: PathCount, networks: number, paths: number, isTable: boolean): string | null {
  if (count.networks !== networks) return String(networks);
  const total = count.paths ?? paths;
  return paths > total || (isTable && paths < total) ? `${paths} paths` : null;
}
