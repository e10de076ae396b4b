import { defineCommand } from '../../src/command.ts';
import { UserError } from '../../src/lib/errors.ts';
import { handOver } from '../../src/ops/hand-over.ts';
import { handoffPacket } from '../../src/ops/handoff-packet.ts';
import { personNamed } from '../../src/people.ts';
import { toYou } from '../../src/reply.ts';
import { handoffText, handoffView } from '../../src/slack/views/handoff.ts';
import { splitWords } from '../../src/words.ts';

export default defineCommand({
  summary: 'what whoever takes over must know; with a name it is handed over to them',
  usage: '[@user]',
  right: 'read',
  needs: 'nothing',
  async run({ deps, cause }, rest) {
    const [who, ...more] = splitWords(rest, []).words;
    if (more.length > 0) throw new UserError('usage', 'One person at most: /oncall handoff @bo');
    if (who !== undefined) {
      const to = personNamed(deps.config, who);
      await handOver(deps, cause, to);
      return toYou(`Handed over to ${to}; they have it as a direct message.`);
    }
    const packet = await handoffPacket(deps, deps.database.db, null);
    return {
      view: handoffView('What whoever takes over must know:', packet),
      text: handoffText(packet),
      data: packet,
      show: 'you',
    };
  },
});
