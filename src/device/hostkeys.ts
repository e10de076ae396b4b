import type { Dial } from './dial.ts';
import type { Device } from './inventory.ts';
import type { DeviceLimits } from './limits.ts';
import { type ConnectFailure, readHostKey, type SeenHostKey } from './ssh.ts';

/**
 * The key that a device shows right now, for a person to compare with its console. Stops at the key exchange: no user
 * name is sent. The login later uses the same algorithms, so it will see the same key. Never rejects.
 */
export function seeHostKey(
  device: Device,
  limits: DeviceLimits,
  way: { signal?: AbortSignal | undefined; dial?: Dial | undefined } = {},
): Promise<SeenHostKey | ConnectFailure> {
  return readHostKey(device, limits, way);
}
