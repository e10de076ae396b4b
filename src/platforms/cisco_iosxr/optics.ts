import type { OpticsRecord } from '../../domain/device-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { xrOpticsControllers } from './optics-controllers.ts';
import { xrOpticsPorts } from './optics-ports.ts';
import { parseXr } from './xr-text.ts';

/** `show controllers optics` on the newer boxes, `show controllers … phy` on the older ones; each refuses the other's. */
export const optics: DiagnosticReader<'optics'> = {
  commands: (args) => {
    const place = placeOf(args.interface);
    if (args.interface === undefined)
      return [
        { line: 'show controllers optics *', optional: true },
        { line: 'show controllers all phy', optional: true },
      ];
    const ports = { line: `show controllers ${args.interface} phy`, optional: true };
    return place === null ? [ports] : [{ line: `show controllers optics ${place}`, optional: true }, ports];
  },
  parse: (outputs, { args }) =>
    several(
      (outputs.length > 0 ? outputs : ['']).map((output) => {
        const place = placeOf(args.interface);
        return parseXr<OpticsRecord>(
          output,
          (text) => xrOpticsControllers(text, place === null ? null : `Optics${place}`) ?? xrOpticsPorts(text),
        );
      }),
    ),
};

/** `0/0/0/1` of `HundredGigE0/0/0/1`; null for an interface that has no port of its own. */
function placeOf(name: string | undefined): string | null {
  return /^[A-Za-z]+(\d{1,4}(?:\/\d{1,4}){3})(?:[.:]|$)/.exec(name ?? '')?.[1] ?? null;
}
