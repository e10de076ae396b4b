import { defineCommand } from '../../src/command.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { UserError } from '../../src/lib/errors.ts';
import { startPlaybook } from '../../src/ops/start-playbook.ts';
import { playbookInputs } from '../../src/playbook-inputs.ts';
import { playbookNamed } from '../../src/playbook-named.ts';
import { refuseControlCharacters } from '../../src/question.ts';
import { inChannel } from '../../src/reply.ts';
import { splitWords } from '../../src/words.ts';

export default defineCommand({
  summary: 'read the evidence of a playbook, in order, and conclude',
  usage: '<name> <inputs>',
  right: 'read',
  needs: 'incident',
  async run(context, rest) {
    refuseControlCharacters(rest);
    const [name = '', ...words] = splitWords(rest, []).words;
    if (name === '') throw new UserError('usage', 'Which playbook? /playbook list shows them.');
    const playbook = playbookNamed(context.deps, name);
    const inputs = playbookInputs(context.deps, playbook, words);
    await startPlaybook(context.deps, context.cause, { playbook, incident: incidentOf(context), inputs });
    return inChannel(`Playbook ${name} is running.`);
  },
});
