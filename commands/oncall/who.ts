import { defineCommand } from '../../src/command.ts';
import { whoIsOnCall } from '../../src/ops/who-is-on-call.ts';
import { onCallWho } from '../../src/slack/views/oncall.ts';

export default defineCommand({
  summary: 'who is on call now',
  usage: '',
  right: 'read',
  needs: 'nothing',
  async run({ deps }) {
    const shifts = await whoIsOnCall(deps);
    return {
      view: onCallWho({ shifts }),
      text:
        shifts
          .map((shift) => `${shift.rotation}\t${shift.person}\t(next ${shift.next} at ${shift.untilIso})`)
          .join('\n') || 'No rotation is configured.',
      data: shifts,
      show: 'you',
    };
  },
});
