import type { InsideJson } from './inside-json.ts';

/** Damaged values of Junos in JSON that are ones the device could have printed. */
export const insideJunosJson: InsideJson[] = [
  {
    diagnostic: 'version',
    path: /^system-uptime-information\.system-booted-time\.time-length\.attributes\.junos:seconds$/,
    fields: ['uptimeSeconds'],
    why: 'without the seconds, the words beside them say the same time to the minute',
  },
];
