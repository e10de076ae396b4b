import { platformOf } from '../device/platform-table.ts';
import { readerOf } from '../platforms/platform.ts';
import type { Question } from './asked-question.ts';
import type { Deps } from './deps.ts';

/** The devices whose platform has no such diagnostic, each with what it says instead. Nothing is asked of them. */
export function devicesWithout(
  { devices: { inventory, platforms } }: Pick<Deps, 'devices'>,
  { diagnostic, devices }: Pick<Question, 'diagnostic' | 'devices'>,
): { device: string; why: string }[] {
  return devices.flatMap((device) => {
    const known = inventory.devices[device];
    const reader = known ? readerOf(platformOf(platforms, known.platform), diagnostic) : null;
    return reader && 'unsupported' in reader ? [{ device, why: reader.unsupported }] : [];
  });
}
