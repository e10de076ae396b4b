import { defineCommand } from '../../src/command.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { assignRole } from '../../src/ops/assign-role.ts';
import { personNamed } from '../../src/people.ts';
import { inChannel } from '../../src/reply.ts';
import { firstWord } from '../../src/words.ts';

export default defineCommand({
  summary: 'make somebody commander (nobody named: you)',
  usage: '[@user]',
  right: 'update',
  needs: 'incident',
  async run(context, rest) {
    const { word } = firstWord(rest);
    const person = word === '' ? context.person : personNamed(context.deps.config, word);
    const incident = incidentOf(context);
    await assignRole(context.deps, context.cause, incident, 'commander', person);
    return inChannel(`${person} leads ${incident}.`);
  },
});
