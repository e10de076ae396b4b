import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type PlatformName, platformNames } from '../../../src/domain/diagnostics.ts';
import type { Comparators } from './compare.ts';

async function comparatorsOf(platform: PlatformName): Promise<[PlatformName, Comparators]> {
  const file = join(import.meta.dirname, `${platform}.ts`);
  return [platform, existsSync(file) ? ((await import(file)) as { compare: Comparators }).compare : {}];
}

/** The conversions of expected files to values of ours, by platform. */
export const comparators = Object.fromEntries(await Promise.all(platformNames.map(comparatorsOf))) as Record<
  PlatformName,
  Comparators
>;
