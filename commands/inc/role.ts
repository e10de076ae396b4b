import { defineCommand } from '../../src/command.ts';
import { typedPerson, unknownPerson } from '../../src/fields.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { UserError } from '../../src/lib/errors.ts';
import { assignRole } from '../../src/ops/assign-role.ts';
import { personNamed } from '../../src/people.ts';
import { inChannel } from '../../src/reply.ts';
import { splitWords } from '../../src/words.ts';

export default defineCommand({
  summary: 'give somebody a role, such as scribe or liaison',
  usage: '<role> @user',
  right: 'update',
  needs: 'incident',
  form: {
    opensEmpty: true,
    build: ({ deps }) => ({
      title: 'Role',
      submit: 'Give',
      shortcut: '/inc role scribe @bo',
      fields: [
        {
          name: 'role',
          label: 'Role',
          kind: 'choice',
          options: ['commander', 'scribe', 'liaison', 'operations'].map((value) => ({ value, label: value })),
        },
        { name: 'person', label: 'Person', kind: 'person' },
      ],
      line: ({ role = '', person = '' }) => {
        const who = typedPerson(deps.config, person);
        return who === null ? { ok: false, errors: { person: unknownPerson } } : { ok: true, text: `${role} ${who}` };
      },
    }),
  },
  async run(context, rest) {
    const [role, who, ...more] = splitWords(rest, []).words;
    if (role === undefined || who === undefined || more.length > 0)
      throw new UserError('usage', 'A role and a person: /inc role scribe @bo');
    if (!/^[a-z][a-z-]{0,30}$/.test(role))
      throw new UserError('usage', `"${role}" is not a role name: small letters, such as scribe.`);
    const person = personNamed(context.deps.config, who);
    const incident = incidentOf(context);
    await assignRole(context.deps, context.cause, incident, role, person);
    return inChannel(`${person} is ${role} of ${incident}.`);
  },
});
