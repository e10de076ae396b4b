/** What stands before the values of a port that are read, and what looks like one of those by itself. */
export const portLabels: ReadonlySet<string> = new Set([
  ...[
    'Description',
    'Link-level type',
    'MTU',
    'MRU',
    'Speed',
    'Link-mode',
    'Link mode',
    'Duplex',
    'Media type',
    'Link type',
  ],
  ...['Last flapped', 'Statistics last cleared', 'Ethernet FEC Mode', 'Interface transmit statistics'],
  ...['Input rate', 'Output rate', 'Input bytes', 'Output bytes', 'Input packets', 'Output packets'],
  ...['Traffic statistics', 'Input errors', 'Output errors', 'Errors', 'Drops', 'Carrier transitions'],
  'CRC/Align errors',
]);

/** The same of a unit. */
export const unitLabels: ReadonlySet<string> = new Set([
  ...['Description', 'Flags', 'Destination', 'Local', 'Traffic statistics'],
  ...['Input bytes', 'Output bytes', 'Input packets', 'Output packets'],
]);
