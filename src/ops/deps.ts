import type { Config } from '../config.ts';
import type { Devices } from '../device/devices.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Clock } from '../lib/clock.ts';
import type { Ids } from '../lib/ids.ts';
import type { Log } from '../log.ts';
import type { Drawing } from '../pictures/draw.ts';
import type { Directory } from '../slack/directory.ts';
import type { Database } from '../store/database.ts';

/** Everything an op needs from the world, passed in once by main.ts, the demo or a test. */
export interface Deps {
  config: Config;
  clock: Clock;
  ids: Ids;
  log: Log;
  database: Database;
  devices: Devices;
  playbooks: ReadonlyMap<string, Playbook>;
  drawing: Drawing;
  directory: Directory;
  /** Says that there may be something to deliver or to run; the bot looks at once instead of at the next tick. */
  poke: () => void;
  /** Called at each named point between two durable steps. Does nothing in production; the crash tests die here. */
  reached: (point: Milestone) => void;
}

/** The points between durable steps at which a crash must cost nothing. */
export const milestones = [
  'inbox-row',
  'alert-recorded',
  'outbox-marked',
  'outbox-answered',
  'page-recorded',
  'page-acknowledged',
  'step-read',
  'step-recorded',
  'verdict-recorded',
  'mitigation-proposed',
  'vote-recorded',
  'mitigation-claimed',
  'line-recorded',
  'lines-sent',
  'outcome-recorded',
  'verified',
  'reminder-recorded',
  'resolved',
] as const;
export type Milestone = (typeof milestones)[number];
