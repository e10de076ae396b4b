import { createHash } from 'node:crypto';
import type { Workspace } from '../workspace/workspace.ts';

/** Everything that people see in a workspace, as data: equal for two replays of one record. */
export function transcriptOf(workspace: Workspace) {
  return {
    channels: workspace.channels().map(({ id, name, kind, topic, members, pins, messages }) => ({
      id,
      name,
      kind,
      topic: topic.value,
      members,
      pins: pins.map(({ ts }) => ts),
      messages: messages.all,
    })),
    files: workspace.files().map(({ id, name, title, altText, lengthBytes, content }) => ({
      id,
      name,
      title,
      altText,
      lengthBytes,
      sha256: createHash('sha256')
        .update(content ?? '')
        .digest('hex'),
    })),
  };
}
