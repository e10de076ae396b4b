import { defineCommand } from '../../src/command.ts';
import { toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'the playbooks of this installation',
  usage: '',
  right: 'read',
  needs: 'nothing',
  async run({ deps }) {
    const books = [...deps.playbooks.values()];
    const lines = books.map(
      (book) => `${book.name} ${book.inputs.map((input) => `<${input.name}>`).join(' ')}  ${book.title}`,
    );
    if (lines.length === 0) return toYou('There is no playbook in the configured folder.');
    return {
      ...toYou('Playbooks:', lines.join('\n')),
      data: books.map(({ name, title, inputs }) => ({ name, title, inputs })),
    };
  },
});
