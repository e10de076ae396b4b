/**
 * A text that was pasted with an indent of its own, and whose last line has a smaller one, ends there: nothing was cut
 * off behind it. It gets the empty line that ends a block.
 */
export function closed(output: string): string {
  const tail = output.slice(output.lastIndexOf('\n') + 1);
  if (tail === '' || tail.length > 80 || tail.trim() !== '') return output;
  const first = /^(?:[ \t]*\n){0,5}([ \t]*)\S/.exec(output.slice(0, 1_000))?.[1] ?? '';
  return first.length > tail.length ? `${output}\n\n` : output;
}
