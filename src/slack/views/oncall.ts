import { fields, paragraph } from '../blocks.ts';
import { dateIn, escape, utc } from '../text.ts';
import { type MessageView, view } from './view.ts';

interface OnCallData {
  shifts: readonly { rotation: string; person: string; next: string; untilIso: string }[];
}

/** Who has which rotation now, until when, and who follows. */
export function onCallWho({ shifts }: OnCallData): MessageView {
  if (shifts.length === 0) {
    const none = 'No rotation is configured. An operator adds one under oncall in ringdown.yaml.';
    return view(none, [paragraph(none)]);
  }
  const said = shifts.map(({ rotation, person, untilIso }) => `${rotation}: ${person} until ${utc(untilIso)}`).join('; ');
  return view(`On call now: ${said}`, [
    paragraph({ bold: 'On call now' }),
    ...fields(
      shifts.map(({ rotation, person, next, untilIso }) => [
        escape(rotation),
        `${escape(person)} until ${dateIn(untilIso)}\nthen ${escape(next)}`,
      ]),
    ),
  ]);
}
