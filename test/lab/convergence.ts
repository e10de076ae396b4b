import { setTimeout as delay } from 'node:timers/promises';
import type { PlannedRouter } from './topology.ts';

/**
 * Waits until every session of every router is established and every other loopback is in its kernel.
 * Throws after `timeoutMs` with what is missing.
 */
export async function waitForConvergence(
  routers: readonly PlannedRouter[],
  exec: (router: string, program: readonly string[]) => Promise<string>,
  timeoutMs = 60_000,
): Promise<void> {
  const end = performance.now() + timeoutMs;
  let missing: string[] = [];
  do {
    missing = (await Promise.all(routers.map((router) => missingIn(router, routers, exec)))).flat();
    if (missing.length === 0) return;
    await delay(150);
  } while (performance.now() < end);
  throw new Error(`the lab did not converge within ${timeoutMs / 1000} s: ${missing.join('; ')}`);
}

async function missingIn(
  router: PlannedRouter,
  routers: readonly PlannedRouter[],
  exec: (router: string, program: readonly string[]) => Promise<string>,
): Promise<string[]> {
  const summary = JSON.parse(await exec(router.name, ['vtysh', '-c', 'show bgp ipv4 unicast summary json']));
  const peers: Record<string, { state: string }> = summary.peers ?? {};
  const down = router.links.map(({ far }) => far.address).filter((peer) => peers[peer]?.state !== 'Established');
  if (down.length > 0) return down.map((peer) => `${router.name}: peer ${peer} is ${peers[peer]?.state ?? 'absent'}`);
  const routes: { dst: string }[] = JSON.parse(await exec(router.name, ['ip', '-json', '-4', 'route']));
  return routers
    .filter(({ name, loopback }) => name !== router.name && !routes.some(({ dst }) => dst === loopback))
    .map(({ loopback }) => `${router.name}: no route to ${loopback}`);
}
