import type { ServerChannel } from 'ssh2';

/** Plays a terminal with the prompt `r1# ` line by line; `take` says what the device does with each line that it is given. */
export function typist(take: (line: string, write: (text: string) => void) => void) {
  return (channel: ServerChannel) => {
    let input = '';
    const write = (text: string) => void channel.write(text.replaceAll('\n', '\r\n'));
    write('r1# ');
    channel.on('data', (data: Buffer) => {
      input += data.toString();
      for (let end = input.indexOf('\n'); end !== -1; end = input.indexOf('\n')) {
        const line = input.slice(0, end);
        input = input.slice(end + 1);
        take(line, write);
      }
    });
  };
}
