import { defineCommand } from '../../src/command.ts';
import { lastMinute } from '../../src/domain/last-minute.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { isoTime } from '../../src/lib/clock.ts';
import { UserError } from '../../src/lib/errors.ts';
import { addNote } from '../../src/ops/add-note.ts';
import { toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'put a note on the timeline; "at HH:MM" back-dates it',
  usage: '[at HH:MM] <text>',
  right: 'note',
  needs: 'incident',
  form: {
    opensEmpty: true,
    build: (_, rest) => ({
      title: 'Note',
      submit: 'Note it',
      shortcut: '/inc note at 02:55 fan alarm cleared by itself',
      fields: [
        { name: 'text', label: 'What was seen or done?', kind: 'text', isLong: true, longest: 2_500, initial: rest },
        {
          name: 'at',
          label: 'When, if not now?',
          kind: 'text',
          isOptional: true,
          placeholder: '02:55',
          longest: 5,
          hint: 'The last such minute in your zone. The note stands where it occurred.',
        },
      ],
      line: ({ text = '', at }) => {
        if (at === undefined) return { ok: true, text };
        if (!/^([01]?\d|2[0-3]):[0-5]\d$/.test(at))
          return { ok: false, errors: { at: 'A time of day, such as 02:55.' } };
        return { ok: true, text: `at ${at} ${text}` };
      },
    }),
  },
  async run(context, rest) {
    const { deps, person } = context;
    const dated = /^at (\d{1,2}:\d{2})\s+(.+)$/s.exec(rest);
    const text = (dated?.[2] ?? rest).trim();
    if (text === '')
      throw new UserError('usage', 'A note needs a text: /inc note at 02:55 fan alarm cleared by itself');
    const zone = deps.config.people[person]?.timeZone ?? 'UTC';
    const at = dated?.[1] === undefined ? null : lastMinute(dated[1], zone, deps.clock.nowMs());
    if (dated && at === null) throw new UserError('usage', `"${dated[1]}" is not a time of day, such as 02:55.`);
    const incident = incidentOf(context);
    const seq = await addNote(deps, context.cause, incident, text, at === null ? null : isoTime(at));
    return toYou(`Noted on ${incident} as entry ${seq}.`);
  },
});
