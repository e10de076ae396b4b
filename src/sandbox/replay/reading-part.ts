import type { EventBody, TimelineEvent } from '../../domain/timeline.ts';
import { epochMs } from '../../lib/clock.ts';
import { type Answered, diagnosticResult, diagnosticRunning } from '../../slack/views/diagnostic.ts';
import type { Effect } from './effect.ts';
import { mapPicture } from './map-picture.ts';
import { resultOf } from './result-of.ts';
import type { Part, Stagehand } from './stagehand.ts';

interface Run {
  devices: string[];
  startedMs: number;
  done: Answered[];
  raw: string[];
}

/** A question of a person: one message that is edited as answers come, with the raw texts in its thread. */
export function readingPart(stagehand: Stagehand): Part {
  const { events, artifacts, incident: id } = stagehand;
  const devicesOf = askedDevices(events);
  const runs = new Map<string, Run>();

  /** The message of a question, at the first entry about it. */
  function opened({ recordedAt }: TimelineEvent, run: string, diagnostic: string): Effect[] {
    if (runs.has(run)) return [];
    const devices = [...(devicesOf.get(run) ?? [])];
    runs.set(run, { devices, startedMs: epochMs(recordedAt), done: [], raw: [] });
    const view = diagnosticRunning({ diagnostic, devices, done: [], elapsedSeconds: 0 });
    return [{ kind: 'post', key: `run:${run}`, place: 'incident', view }];
  }

  function answered(event: TimelineEvent, body: EventBody<'diagnostic.answered'>): Effect[] {
    const run = runs.get(body.run);
    if (!run) return [];
    const key = `run:${body.run}`;
    run.done.push({ result: resultOf(body), verdict: body.verdict, since: sinceOf(body.since) });
    run.raw.push(...body.commands.flatMap(({ rawSha256 }) => (rawSha256 === null ? [] : [rawSha256])));
    if (run.done.length < run.devices.length) {
      const elapsedSeconds = Math.round((epochMs(event.recordedAt) - run.startedMs) / 1000);
      const done = run.done.map((one) => ({ ...one, since: null }));
      const view = diagnosticRunning({ diagnostic: body.diagnostic, devices: run.devices, done, elapsedSeconds });
      return [{ kind: 'update', key, view }];
    }
    const shortcut = `/net ${body.diagnostic} ${run.devices.join(',')} ${body.arguments}`.trimEnd();
    const view = diagnosticResult({ results: run.done, shortcut });
    return [
      { kind: 'update', key, view },
      ...rawFile(body.run, body.diagnostic, shortcut, run.raw, artifacts),
      ...(body.diagnostic === 'lldp-neighbors' ? mapPicture(id, events, event.seq, key) : []),
    ];
  }

  return (event) => {
    if (event.type !== 'diagnostic.asked' && event.type !== 'diagnostic.answered') return [];
    if (event.body === null || event.body.playbook !== null) return [];
    const message = opened(event, event.body.run, event.body.diagnostic);
    return event.type === 'diagnostic.asked' ? message : [...message, ...answered(event, event.body)];
  };
}

/** The devices of each question, in the order in which they were asked. */
function askedDevices(events: readonly TimelineEvent[]): Map<string, Set<string>> {
  const devices = new Map<string, Set<string>>();
  for (const { type, body } of events) {
    if ((type !== 'diagnostic.asked' && type !== 'diagnostic.answered') || body === null) continue;
    const known = devices.get(body.run);
    if (known) known.add(body.device);
    else devices.set(body.run, new Set([body.device]));
  }
  return devices;
}

type SinceOnRecord = { at: string; isHealthy: boolean; changes: string[]; isWorse?: boolean[] | undefined };

function sinceOf(since: SinceOnRecord | undefined): NonNullable<Answered['since']> | null {
  if (!since) return null;
  const { at, isHealthy, changes, isWorse } = since;
  return { at, isHealthy, changes: changes.map((words, index) => ({ words, isWorse: isWorse?.[index] === true })) };
}

function rawFile(
  run: string,
  diagnostic: string,
  shortcut: string,
  hashes: readonly string[],
  artifacts: ReadonlyMap<string, string>,
): Effect[] {
  if (hashes.length === 0) return [];
  const texts = [...new Set(hashes)].map((sha256) => artifacts.get(sha256) ?? 'This output is not in the file.');
  return [
    {
      kind: 'file',
      key: `raw:${run}`,
      threadOf: `run:${run}`,
      filename: `${diagnostic}-${run.slice(0, 8)}.txt`,
      title: `Raw output: ${shortcut}`,
      text: texts.join('\n\n'),
    },
  ];
}
