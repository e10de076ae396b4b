import { randomBytes } from 'node:crypto';
import type { ExportedRecord } from '../../exports/json.ts';
import { openDrawing } from '../../pictures/draw.ts';
import { bulkClient } from '../../slack/web-clients.ts';
import { demoBot } from '../demo/people.ts';
import { startWorkspace, type Workspace } from '../workspace/workspace.ts';
import { castOf, observer } from './cast.ts';
import type { Step } from './effect.ts';
import { pauseFor } from './pause-for.ts';
import { replayDoor } from './replay-door.ts';
import { scriptOf } from './script.ts';
import { stage } from './stage.ts';
import { withTodaysAnswers } from './todays-answers.ts';

export interface ReplayOptions {
  /** 0 takes any free port. */
  port: number;
  /** How many times as fast as it happened; Infinity leaves out every pause. */
  speed: number;
  /** Stops playing after the moment of this entry. */
  untilSeq: number;
}

export interface Replay {
  url: string;
  workspace: Workspace;
  /** What cannot be shown as it was, one sentence each. */
  notes: string[];
  /** How long the whole takes, in milliseconds of today. */
  lengthMs: number;
  /** Resolves when everything was played or the replay was stopped; rejects when the workspace refuses something. */
  played: Promise<void>;
  stop: () => Promise<void>;
}

const announceChannel = { id: 'C0NETOPS', name: 'netops' };

/**
 * Plays a record that holds, see `replayableRecord`, into a workspace of its own. Its clock shows the time of the record,
 * so that two replays give the same messages, ids and times included.
 */
export async function runReplay(record: ExportedRecord, { port, speed, untilSeq }: ReplayOptions): Promise<Replay> {
  const { incident, artifacts } = record;
  const { events, notes } = withTodaysAnswers(record.events, artifacts);
  const cast = castOf(events);
  const steps = scriptOf({ incident, events, artifacts }, cast).filter(({ seq }) => seq <= untilSeq);
  let nowMs = steps[0]?.atMs ?? 0;
  const botToken = `xoxb-${randomBytes(16).toString('hex')}`;
  const workspace = await startWorkspace({
    port,
    people: cast.people,
    teamName: `Replay of ${incident}`,
    botToken,
    appToken: `xapp-${randomBytes(16).toString('hex')}`,
    bot: demoBot,
    commands: ['/inc', '/net', '/mitigate', '/oncall', '/playbook'],
    channels: [announceChannel],
    nowMs: () => nowMs,
    rateLimits: false,
    door: replayDoor(`This is a replay of ${incident}: nothing can be pressed or asked here. It goes on by itself.`),
  });
  const drawing = openDrawing();
  const ending = new AbortController();
  const perform = stage({
    workspace,
    client: bulkClient(botToken, workspace.apiUrl),
    drawing,
    announcements: announceChannel.id,
    bot: demoBot.userId,
    audience: [observer.id],
  });

  async function play(): Promise<void> {
    for (const step of steps) {
      await pauseFor((step.atMs - nowMs) / speed, ending.signal);
      if (ending.signal.aborted) return;
      nowMs = step.atMs;
      for (const effect of step.effects) await perform(effect);
    }
  }

  const played = play();
  // Whoever waits for `played` hears of a failure; until somebody does, it is no unhandled one.
  played.catch(() => {});
  return {
    url: workspace.url,
    workspace,
    notes,
    lengthMs: lengthOf(steps) / speed,
    played,
    async stop() {
      ending.abort();
      await Promise.allSettled([played]);
      await drawing.close();
      await workspace.close();
    },
  };
}

function lengthOf(steps: readonly Step[]): number {
  return (steps.at(-1)?.atMs ?? 0) - (steps[0]?.atMs ?? 0);
}
