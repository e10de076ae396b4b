import { defineCommand } from '../../src/command.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { escalateNow } from '../../src/ops/escalate-page.ts';
import { inChannel, toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'page the next step of the policy now',
  usage: '',
  right: 'page',
  needs: 'incident',
  async run(context) {
    const count = await escalateNow(context.deps, context.cause, incidentOf(context));
    return count === 0 ? toYou('There is no open page to escalate.') : inChannel('The next step is being paged.');
  },
});
