import { defineCommand } from '../../src/command.ts';
import { acknowledgePages } from '../../src/ops/acknowledge-page.ts';
import { inChannel, toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'acknowledge the open pages of this incident; outside a channel, all of them',
  usage: '',
  right: 'read',
  needs: 'nothing',
  async run({ deps, cause, incident }, rest) {
    const count = await acknowledgePages(deps, cause, { incident, page: rest === '' ? null : rest });
    return count === 0
      ? toYou('There is no open page to acknowledge.')
      : inChannel(`Acknowledged ${count === 1 ? 'the page' : `${count} pages`}.`);
  },
});
