import { sha256Hex } from '../domain/chain.ts';
import { isoTime } from '../lib/clock.ts';
import { putArtifact } from '../store/artifacts.ts';
import type { Transaction } from '../store/database.ts';
import type { Deps } from './deps.ts';
import { intend } from './slack-intent.ts';

export interface Picture {
  svg: string;
  /** The same in words. */
  alt: string;
  filename: string;
  title: string;
  /** The message in whose thread it goes. */
  threadOf?: string;
}

/** Keeps a picture's text under its hash and puts the picture on its way to the incident's channel. */
export async function putPicture(
  trx: Transaction,
  deps: Deps,
  incident: string,
  key: string,
  { svg, alt, filename, title, threadOf }: Picture,
): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const sha256 = sha256Hex(svg);
  await putArtifact(trx, { sha256, text: svg, createdAt: isoTime(nowMs) });
  await intend(
    trx,
    { kind: 'picture', to: { incident }, filename, title, svg: sha256, alt, ...(threadOf ? { threadOf } : {}) },
    { key, lane: 'output', incident, nowMs },
  );
}
