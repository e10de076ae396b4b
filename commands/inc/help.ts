import { defineCommand } from '../../src/command.ts';
import { helpFor } from '../../src/help.ts';

export default defineCommand({
  summary: 'what you can type after /inc',
  usage: '',
  right: null,
  needs: 'nothing',
  run: async (context) => helpFor(context, 'inc'),
});
