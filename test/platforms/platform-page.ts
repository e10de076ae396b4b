import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DiagnosticArguments,
  type DiagnosticName,
  diagnosticNames,
  diagnostics,
  type PlatformName,
  platformNames,
} from '../../src/domain/diagnostics.ts';
import { platforms } from '../../src/platforms/index.ts';
import { readerOf } from '../../src/platforms/platform.ts';

/** The page of the platforms, of which two parts are made from the code: the lines that are sent, and what the recordings gave. */
export const page = join(import.meta.dirname, '../../docs/platforms.md');

const interfaceOf: Record<PlatformName, string> = {
  arista_eos: 'Ethernet1',
  cisco_iosxe: 'GigabitEthernet1/0/1',
  cisco_iosxr: 'HundredGigE0/0/0/1',
  cisco_nxos: 'Ethernet1/1',
  juniper_junos: 'ge-0/0/0',
  nokia_sros: '1/1/1',
  nokia_srlinux: 'ethernet-1/1',
  frr: 'eth1',
};

/** Every diagnostic of every platform with the lines that it sends, or what to use instead. */
export function linesTable(): string {
  return platformNames
    .flatMap((platform) => [
      `### ${platform}`,
      '',
      '| diagnostic | lines |',
      '|---|---|',
      ...diagnosticNames.map((diagnostic) => `| ${diagnostic} | ${linesOf(platform, diagnostic)} |`),
      '',
    ])
    .join('\n');
}

function linesOf(platform: PlatformName, diagnostic: DiagnosticName): string {
  const reader = readerOf(platforms[platform], diagnostic);
  if ('unsupported' in reader) return `— ${reader.unsupported}`;
  const lines = reader.commands(sampleArguments(platform, diagnostic));
  return lines
    .map(({ line, optional }) => `\`${line.replaceAll('|', '\\|')}\`${optional ? ' (where the device knows it)' : ''}`)
    .join('<br>');
}

function sampleArguments(platform: PlatformName, diagnostic: DiagnosticName): DiagnosticArguments {
  const values: Required<DiagnosticArguments> = {
    interface: interfaceOf[platform],
    peer: '192.0.2.1',
    prefix: '203.0.113.0/24',
    target: '203.0.113.7',
    address: '192.0.2.1',
    mac: '00:53:00:aa:bb:cc',
    destination: '192.0.2.1',
    lines: 50,
    vrf: 'CUST',
    source: '192.0.2.2',
  };
  const wanted = diagnostics[diagnostic].arguments.filter(({ required }) => required).map(({ name }) => name);
  return Object.fromEntries(wanted.map((name) => [name, values[name]]));
}

/** What stands between the two marks of a part. */
export function partOf(text: string, part: 'lines' | 'recordings'): string {
  const [, after = ''] = text.split(`<!-- ${part}: made by the tests -->\n`);
  return after.split(`<!-- end of ${part} -->`)[0] ?? '';
}

/** The page with another text between the two marks. */
export function withPart(part: 'lines' | 'recordings', content: string): string {
  const text = readFileSync(page, 'utf8');
  const [begin, end] = [`<!-- ${part}: made by the tests -->\n`, `<!-- end of ${part} -->`];
  return `${text.slice(0, text.indexOf(begin) + begin.length)}${content}${text.slice(text.indexOf(end))}`;
}
