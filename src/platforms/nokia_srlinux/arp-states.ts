/** The states of neighbour discovery, and the origins of entries that have no state. */
const states = new Set('incomplete reachable stale delay probe other static dynamic evpn'.split(' '));

export function arpState(word: string | null): string | null {
  const state = word?.toLowerCase() ?? '';
  return states.has(state) ? state : null;
}
