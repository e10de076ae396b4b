import { header, message, section } from '../blocks.ts';
import { dateIn, escaped, utcIn } from '../text.ts';
import type { MessageView } from './view.ts';

export interface ShiftShown {
  rotation: string;
  /** Keys of people: asking who is on call wakes nobody. */
  person: string;
  next: string;
  untilIso: string;
}

/** Who has each rotation, until when, and who follows. */
export function onCallWho({ shifts }: { shifts: readonly ShiftShown[] }): MessageView {
  if (shifts.length === 0) {
    const none = 'No rotation is configured.';
    return message(none, [section(none)]);
  }
  const line = (shift: ShiftShown, render: (iso: string) => string) =>
    `${escaped(shift.rotation)}: *${escaped(shift.person)}* until ${render(shift.untilIso)}, then ${escaped(shift.next)}`;
  return message(shifts.map((shift) => line(shift, utcIn).replaceAll('*', '')).join('\n'), [
    header('On call now'),
    ...shifts.map((shift) => section(line(shift, dateIn))),
  ]);
}
