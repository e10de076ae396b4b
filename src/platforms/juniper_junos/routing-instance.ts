/** The routing instance `master` is what we call the default VRF. */
export function vrfOf(instance: string | null): string | null {
  return instance === 'master' || instance === 'default' ? 'default' : instance;
}
