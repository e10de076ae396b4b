import { defineCommand } from '../../src/command.ts';
import { playbookNamed } from '../../src/playbook-named.ts';
import { toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'what one playbook reads and concludes',
  usage: '<name>',
  right: 'read',
  needs: 'nothing',
  async run({ deps }, rest) {
    const book = playbookNamed(deps, rest);
    const lines = [
      ...book.steps.map((step, index) => `${index + 1}. ${step.title}: ${step.diagnostic} on ${step.device}`),
      'Conclusions:',
      ...book.verdicts.map((verdict) => `- when ${verdict.when}\n  ${verdict.says}`),
    ];
    return { ...toYou(`${book.name}: ${book.title}`, lines.join('\n')), data: book };
  },
});
