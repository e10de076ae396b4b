import { header, message, section } from '../blocks.ts';
import { escaped } from '../text.ts';
import type { MessageView } from './view.ts';

const perSection = 8;

/** The lines a person may type here, each with what it does. */
export function helpView({ commands }: { commands: readonly { line: string; summary: string }[] }): MessageView {
  if (commands.length === 0) {
    const none = 'There is no command that you may use here.';
    return message(none, [section(none)]);
  }
  const lines = commands.map(({ line, summary }) => `\`${escaped(line).replace(/`/g, "'")}\`  ${escaped(summary)}`);
  const sections = lines.flatMap((_, i) =>
    i % perSection === 0 ? [section(lines.slice(i, i + perSection).join('\n'))] : [],
  );
  return message(commands.map(({ line, summary }) => `${escaped(line)} — ${escaped(summary)}`).join('\n'), [
    header('What you can type here'),
    ...sections,
  ]);
}
