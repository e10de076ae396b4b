import type { PlatformName } from '../domain/diagnostics.ts';
import type { Platform } from '../platforms/platform.ts';

/** The registry of platforms, passed in so that the transport can be tried against a platform of its own. */
export type Platforms = Readonly<Record<PlatformName, Platform>>;
