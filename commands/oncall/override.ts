import { type CommandContext, defineCommand } from '../../src/command.ts';
import { parseMoment } from '../../src/domain/moment.ts';
import { typedPerson, unknownPerson } from '../../src/fields.ts';
import { UserError } from '../../src/lib/errors.ts';
import { overrideShift } from '../../src/ops/override-shift.ts';
import { personNamed } from '../../src/people.ts';
import { toYou } from '../../src/reply.ts';
import { splitWords } from '../../src/words.ts';

const hourMs = 3_600_000;

export default defineCommand({
  summary: 'put somebody on call for a while, whatever the rotation says',
  usage: '@user from <now|HH:MM|YYYY-MM-DDTHH:MM> to <…> [--rotation R]',
  right: 'page',
  needs: 'nothing',
  form: {
    opensEmpty: true,
    build({ deps }) {
      const rotations = Object.keys(deps.config.oncall?.rotations ?? {});
      if (rotations.length === 0) return null;
      const nowMs = deps.clock.nowMs();
      return {
        title: 'Override',
        submit: 'Put on call',
        shortcut: '/oncall override @bo from 18:00 to 22:00',
        fields: [
          { name: 'person', label: 'Who is on call?', kind: 'person' },
          {
            name: 'rotation',
            label: 'In which rotation?',
            kind: 'choice',
            options: rotations.map((value) => ({ value, label: value })),
            initial: rotations[0] ?? '',
          },
          { name: 'from', label: 'From', kind: 'moment', initialMs: nowMs },
          { name: 'to', label: 'To', kind: 'moment', initialMs: nowMs + 8 * hourMs },
        ],
        line({ person = '', rotation = '', from = '', to = '' }) {
          const who = typedPerson(deps.config, person);
          if (who === null) return { ok: false, errors: { person: unknownPerson } };
          if (Number(to) <= Number(from)) return { ok: false, errors: { to: 'The end is not after the beginning.' } };
          if (Number(to) * 1000 <= deps.clock.nowMs())
            return { ok: false, errors: { to: 'That time is over already.' } };
          return { ok: true, text: `${who} from @${from} to @${to} --rotation ${rotation}` };
        },
      };
    },
  },
  async run(context, rest) {
    const { words, flags } = splitWords(rest, ['rotation']);
    const [who, from, begin, to, end, ...more] = words;
    if (!who || from !== 'from' || !begin || to !== 'to' || !end || more.length > 0)
      throw new UserError('usage', 'Who, from when and until when: /oncall override @bo from 18:00 to 22:00');
    const person = personNamed(context.deps.config, who);
    const nowMs = context.deps.clock.nowMs();
    const fromMs = momentOf(context, begin, nowMs);
    const untilMs = momentOf(context, end, Math.max(nowMs, fromMs));
    const swap = { person, rotation: flags['rotation'] ?? null, fromMs, untilMs };
    const rotation = await overrideShift(context.deps, context.cause, swap);
    return toYou(`${person} is on call for ${rotation}: /oncall schedule shows it.`);
  },
});

/** `@1795000000` is what a form gives: whole seconds since the epoch. */
function momentOf({ deps, person }: CommandContext, text: string, afterMs: number): number {
  const seconds = /^@(\d{9,11})$/.exec(text)?.[1];
  if (seconds !== undefined) return Number(seconds) * 1000;
  const at = parseMoment(text, deps.config.people[person]?.timeZone ?? 'UTC', afterMs);
  if (at === null)
    throw new UserError('usage', `"${text}" is not a time: now, 18:00 or 2026-11-29T09:00, in your own zone.`);
  return at;
}
