import type { ServerChannel } from 'ssh2';
import { describe, expect, test } from 'vitest';
import type { PlatformName } from '../../src/domain/diagnostics.ts';
import { platforms } from '../../src/platforms/index.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { bench, deviceAt, scripted } from '../support/device-bench.ts';
import { playTerminal } from '../support/ssh-server.ts';
import { testPlatform } from '../support/test-platform.ts';

/** What each platform prints where it waits for a command, as a terminal gets it; lines above the last one belong to it. */
const waiting: Record<PlatformName, string[]> = {
  arista_eos: ['leaf1>', 'leaf1#', 'core01(s1)#', 'leaf1.ams1#'],
  cisco_iosxe: ['leaf1>', 'leaf1#', 'leaf-1.ams1#'],
  cisco_iosxr: ['RP/0/RSP0/CPU0:leaf1#', 'RP/0/RP0/CPU0:leaf1.ams1#', 'RP/0/RP0/CPU0:leaf1(admin)#'],
  cisco_nxos: ['leaf1# ', 'leaf1(maint-mode)# ', '\rleaf1# '],
  juniper_junos: ['ops@leaf1> ', '{master:0}\nops@leaf1> ', '{primary:node0}\nops@leaf1> ', '{backup:1}\nops@leaf1> '],
  nokia_sros: ['A:leaf1# ', '*A:leaf1# ', '\n[/]\nA:ops@leaf1# ', '\n*[/]\nB:ops@leaf1# '],
  nokia_srlinux: [
    '--{ running }--[  ]--\nA:leaf1# ',
    '--{ + running }--[  ]--\nA:ops@leaf1# ',
    '--{ + state }--[ interface mgmt0 ]--\nA:leaf1# ',
  ],
  frr: ['leaf1# ', 'leaf1> ', '\x1b[?2004hleaf1# '],
};

/** Inside configuration: a change that left the terminal here is not done. SR Linux says it in the line above only. */
const configuring: Partial<Record<PlatformName, string[]>> = {
  arista_eos: ['leaf1(config)#', 'leaf1(config-s-ringdo-if-Et1)#'],
  cisco_iosxe: ['leaf1(config)#', 'leaf1(config-if)#'],
  cisco_iosxr: ['RP/0/RP0/CPU0:leaf1(config)#', 'RP/0/RP0/CPU0:leaf1(config-if)#'],
  cisco_nxos: ['leaf1(config)# ', 'leaf1(maint-mode)(config)# ', 'leaf1(config-if)# '],
  juniper_junos: ['ops@leaf1# '],
  nokia_sros: ['A:leaf1>config>router# '],
  frr: ['leaf1(config)# ', 'leaf1(config-if)# '],
};

const paging: Record<PlatformName, string> = {
  arista_eos: ' --More-- ',
  cisco_iosxe: ' --More-- ',
  cisco_iosxr: ' --More-- ',
  cisco_nxos: '--More--',
  juniper_junos: '---(more 38%)---',
  nokia_sros: 'Press any key to continue (Q to quit)',
  nokia_srlinux: '--More--',
  frr: ' --More-- ',
};

/** Single bytes take their time on a busy machine. */
const patient = {
  tcpMs: 2_000,
  loginMs: 3_000,
  channelOpenMs: 3_000,
  promptMs: 3_000,
  idleMs: 3_000,
  commandMs: 5_000,
};

/** The terminal of the platform with a question whose answer nobody parses. */
function terminalOf(name: PlatformName): Platform {
  const plain = testPlatform({ name: 'frr', session: 'shell' });
  const { prompt, configPrompt, pager, rejected } = platforms[name];
  return { ...plain, prompt, configPrompt, pager, rejected };
}

describe.each(Object.entries(waiting) as [PlatformName, string[]][])('%s', (name, prompts) => {
  test.each(prompts)('the prompt %j ends an answer, and no line of the answer does', async (prompt) => {
    const answer = 'one\nhostname leaf1\ntwo\n';
    for (const chunk of [undefined, 1]) {
      const server = await scripted({
        shell: (channel) =>
          playTerminal(channel, { prompt, reply: () => answer, ...(chunk === undefined ? {} : { chunk }) }),
      });
      const { result, artifacts } = await bench({ platform: terminalOf(name), limits: patient }).read(deviceAt(server));
      expect(result.error).toBeNull();
      expect(artifacts[0]?.text.trim()).toBe(answer.trim());
    }
  });

  test('its pages are turned although paging is off, and leave no trace', async () => {
    const server = await scripted({ shell: (channel) => pages(channel, prompts[0] ?? '', paging[name]) });
    const { result, artifacts } = await bench({ platform: terminalOf(name), limits: patient }).read(deviceAt(server));
    expect(result.error).toBeNull();
    expect(artifacts[0]?.text).toBe('one\ntwo\n');
  });
});

test.for(
  (Object.entries(configuring) as [PlatformName, string[]][]).flatMap(([name, prompts]) =>
    prompts.map((prompt): [PlatformName, string] => [name, prompt]),
  ),
)('%s: %j is configuration and no prompt to read at', ([name, prompt]) => {
  expect(platforms[name].configPrompt.test(prompt)).toBe(true);
  expect(platforms[name].prompt.test(prompt)).toBe(false);
});

/** One page, then the mark of the pager until a key comes. */
function pages(channel: ServerChannel, prompt: string, mark: string): void {
  let input = '';
  let waits = false;
  const feed = () => {
    for (;;) {
      if (waits) {
        if (input === '') return;
        const key = input[0];
        input = input.slice(1);
        if (key !== ' ') continue;
        waits = false;
        channel.write(`\r${' '.repeat(mark.length)}\rtwo\r\n${prompt}`);
        continue;
      }
      const end = input.indexOf('\n');
      if (end === -1) return;
      const line = input.slice(0, end);
      input = input.slice(end + 1);
      channel.write(`${line}\r\n`);
      waits = line === 'show version';
      channel.write(waits ? `one\r\n${mark}` : prompt);
    }
  };
  channel.write(prompt);
  channel.on('data', (data: Buffer) => {
    input += data.toString('latin1');
    feed();
  });
}
