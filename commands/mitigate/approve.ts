import { defineCommand } from '../../src/command.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { UserError } from '../../src/lib/errors.ts';
import { findMitigation } from '../../src/ops/find-mitigation.ts';
import { voteOnMitigation } from '../../src/ops/vote-on-mitigation.ts';
import { inChannel } from '../../src/reply.ts';
import { splitWords } from '../../src/words.ts';

export default defineCommand({
  summary: 'approve the plan you have read, by the first 12 hex digits of its hash',
  usage: '<id> <plan hash>',
  right: 'approve',
  needs: 'incident',
  async run(context, rest) {
    const [id = '', planHash, ...more] = splitWords(rest, []).words;
    if (planHash === undefined || more.length > 0 || !/^[0-9a-f]{12,64}$/.test(planHash))
      throw new UserError(
        'usage',
        'Name the plan you have read: /mitigate approve <id> <first 12 hex digits of the plan hash>',
      );
    const row = await findMitigation(context.deps, incidentOf(context), id);
    const { approvals, quorum } = await voteOnMitigation(context.deps, context.cause, {
      mitigation: row.id,
      vote: 'approve',
      planHash,
      why: null,
    });
    return inChannel(`${row.name} on ${row.device}: ${approvals} of ${quorum} approvals.`);
  },
});
