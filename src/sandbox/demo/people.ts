/** The people of the demo. `key` is what the terminal and the config call them. */
export const demoPeople = [
  { key: 'ana', slack: 'U01ANA0001', name: 'Ana Ruiz', timeZone: 'Europe/Berlin', email: 'ana@example.net' },
  { key: 'bo', slack: 'U01BO00002', name: 'Bo Lindqvist', timeZone: 'Europe/Stockholm', email: 'bo@example.net' },
  { key: 'cy', slack: 'U01CY00003', name: 'Cy Okafor', timeZone: 'Europe/London', email: 'cy@example.net' },
] as const;

export const demoBot = { userId: 'U0RINGDOWN', botId: 'B0RINGDOWN', name: 'ringdown' };
