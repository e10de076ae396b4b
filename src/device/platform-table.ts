import type { PlatformName } from '../domain/diagnostics.ts';
import type { Platform } from '../platforms/platform.ts';

/**
 * Platforms by name, at least those of the inventory. Passed in, so that a verb loads no more than it asks and the
 * transport can be tried against a platform of its own.
 */
export type Platforms = { readonly [Name in PlatformName]?: Platform };

/** Throws when it was not handed over, which is a bug of the caller. */
export function platformOf(platforms: Platforms, name: PlatformName): Platform {
  const platform = platforms[name];
  if (!platform) throw new Error(`the platform ${name} was not loaded`);
  return platform;
}
