import { defineCommand } from '../../src/command.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { findMitigation } from '../../src/ops/find-mitigation.ts';
import { voteOnMitigation } from '../../src/ops/vote-on-mitigation.ts';
import { inChannel } from '../../src/reply.ts';
import { firstWord } from '../../src/words.ts';

export default defineCommand({
  summary: 'say no to a plan; that ends it',
  usage: '<id> [why]',
  right: 'approve',
  needs: 'incident',
  async run(context, rest) {
    const { word, rest: why } = firstWord(rest);
    const row = await findMitigation(context.deps, incidentOf(context), word);
    await voteOnMitigation(context.deps, context.cause, {
      mitigation: row.id,
      vote: 'deny',
      planHash: row.planHash,
      why: why === '' ? null : why,
    });
    return inChannel(`${row.name} on ${row.device} is denied.`);
  },
});
