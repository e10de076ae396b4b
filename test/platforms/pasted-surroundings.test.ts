import { expect, test } from 'vitest';
import { platformNames } from '../../src/domain/diagnostics.ts';
import { parseOutput } from '../../src/platforms/parse-output.ts';
import { type Sample, samples } from './samples.ts';

/** Whole answers to one line, with a line of their own for whatever stands behind them. */
const whole = samples
  .filter(({ outputs, expected }) => outputs.length === 1 && expected.outcome === 'ok')
  .filter((sample) => readPasted(sample, textOf(sample)) === recordsOf(sample));

/** In these the blanks at the end of a line say that a word goes on below it, or a line is printed over. */
const isOfWidth = (sample: Sample) => sample.name === 'narrow-terminal' || textOf(sample).includes('\r');
const isJson = ({ outputs }: Sample) => /^\s*[{[]/.test(outputs[0] ?? '');
/** A single line has nothing to be like. */
const hasLines = (sample: Sample) => textOf(sample).trim().includes('\n');

function textOf({ outputs }: Sample): string {
  return (outputs[0] ?? '').replace(/\n*$/, '\n');
}

function recordsOf({ expected }: Sample): string {
  return JSON.stringify(expected.records);
}

/** The records where the answer is whole; the outcome and what is said of it otherwise. */
function readPasted({ platform, diagnostic, command, nowMs }: Sample, text: string): string {
  const { outcome, records, unparsed, error } = parseOutput(platform, diagnostic, text, { command, nowMs });
  return outcome === 'ok' ? JSON.stringify(records) : `${outcome}: ${error} ${JSON.stringify(unparsed.slice(0, 2))}`;
}

/** Names of those that are read as others than before, and of those that are handed back. */
function differing(chosen: readonly Sample[], paste: (text: string, sample: Sample) => string) {
  const differing = chosen.flatMap((sample) => {
    const read = readPasted(sample, paste(textOf(sample), sample));
    const isSame = read === recordsOf(sample);
    return isSame ? [] : [`${sample.platform} ${sample.diagnostic} ${sample.name}: ${read.slice(0, 200)}`];
  });
  return {
    wrong: differing.filter((name) => name.includes(': [')),
    handedBack: differing.filter((name) => !name.includes(': [')),
  };
}

/** Before each line, also the empty ones. */
function everyLine(text: string, decorate: (line: string, index: number) => string): string {
  return `${text.replace(/\n$/, '').split('\n').map(decorate).join('\n')}\n`;
}

test('nearly all samples are answers that stand alone', () => {
  expect(whole.length).toBeGreaterThan(1_100);
  expect(new Set(whole.map(({ platform }) => platform)).size).toBe(platformNames.length);
});

test.each<[string, (text: string) => string]>([
  ['a fence', (text) => `\`\`\`\n${text}\`\`\`\n`],
  ['a fence with a language', (text) => `\`\`\`text\n${text}\`\`\`\n`],
  ['words around a fence', (text) => `This is what leaf1 says:\n\`\`\`\n${text}\`\`\`\nAny ideas?\n`],
  ['a fence of tildes', (text) => `~~~\n${text}~~~\n`],
  ['a block of a page', (text) => `<pre><code>${text}</code></pre>\n`],
  ['a block of a forum', (text) => `[code]\n${text}[/code]\n`],
  ['three empty lines', (text) => `\n\n\n${text}\n\n\n`],
])('the answer within %s is read as it is', (_what, paste) => {
  expect(differing(whole, paste)).toEqual({ wrong: [], handedBack: [] });
});

test.each<[string, (line: string, index: number) => string]>([
  ['a sign of quotation', (line) => `> ${line}`],
  ['a sign of quotation but no blank', (line) => (line === '' ? '>' : `> ${line}`)],
  ['an escaped sign of quotation', (line) => `&gt; ${line}`],
  ['the sign of a diff', (line) => `+${line}`],
  ['the sign of a comment', (line) => `# ${line}`],
])('an answer with %s before every line is read as it is', (_what, decorate) => {
  const lined = whole.filter(hasLines).filter((sample) => !isJson(sample));
  expect(differing(lined, (text) => everyLine(text, decorate))).toEqual({ wrong: [], handedBack: [] });
});

test.each<[string, (line: string) => string]>([
  ['a bar', (line) => `${line.padEnd(120)} |`],
  ['a break of a page', (line) => `${line}<br>`],
])(
  'an answer with %s behind every line is read as it is, but for tables that are drawn with bars',
  (_what, decorate) => {
    const lined = whole
      .filter(hasLines)
      .filter((sample) => !isJson(sample) && !isOfWidth(sample) && !/^\s*\|/m.test(textOf(sample)));
    expect(differing(lined, (text) => everyLine(text, decorate))).toEqual({ wrong: [], handedBack: [] });
  },
);

test.each<[string, (command: string, platform: string) => string]>([
  ['the name of the device', (command) => `leaf1: ${command}`],
  ['the name of the device and a short command', (command) => `leaf1 ${command.replace('show', 'sh')}`],
  ['a shell that hands it on', (command) => `admin@leaf1:~$ vtysh -c "${command}"`],
  ['a command of the shell', (command) => `sudo vtysh -c '${command}'`],
  ['a tool', (command) => `netmiko-show --cmd "${command}" leaf1`],
  ['ssh', (command) => `ssh leaf1 "${command}"`],
  ['bold type', (command) => `leaf1# **${command}**`],
  ['tags', (command) => `ops@leaf1> <b>${command}</b>`],
  ['a clock of the terminal', (command) => `[03:02:11] leaf1# ${command}`],
  [
    'a greeting',
    (command) => `Welcome to leaf1\nLast login: Mon Nov 23 03:02:11 2026 from 192.0.2.9\nleaf1#${command}`,
  ],
  ['comments', (command) => `! leaf1\n! before the change\nleaf1#${command}\n\n`],
])('below %s the answer is read as it is', (_what, echo) => {
  const asked = whole.filter(({ command, diagnostic }) => /^show /.test(command) && diagnostic !== 'log');
  const { wrong, handedBack } = differing(
    asked,
    (text, { command, platform }) => `${echo(command, platform)}\n${text}`,
  );
  expect(wrong).toEqual([]);
  // Some readers know the answer only from the command as it is typed at their own prompt.
  expect(handedBack.length / asked.length).toBeLessThan(0.03);
});

test.each(['show clock', 'configure terminal', 'exit'])(
  'a prompt with %s behind the answer is the end of it',
  (next) => {
    const asked = whole.filter(({ command, platform }) => /^show /.test(command) && !platform.startsWith('nokia'));
    const { wrong, handedBack } = differing(asked, (text, { command }) => `leaf1#${command}\n${text}leaf1#${next}`);
    expect(wrong).toEqual([]);
    expect(handedBack.length / asked.length).toBeLessThan(0.03);
  },
);

test('a prompt of another form is known again before the next command and behind the answer', () => {
  const sample = whole.find(
    ({ platform, diagnostic, name }) => `${platform} ${diagnostic} ${name}` === 'juniper_junos interface-detail text',
  );
  if (!sample) throw new Error('there is no such sample');
  const [prompt, text] = ['!ops@leaf1>', textOf(sample)];
  const pasted = `${prompt} ${sample.command}\n${text}\n${prompt} show interfaces ge-0/0/9\n${prompt}\n`;
  expect(readPasted(sample, pasted)).toBe(recordsOf(sample));
});

test('the answer to the same question that is to follow is missed', () => {
  const sample = whole.find(({ platform, diagnostic }) => platform === 'cisco_iosxe' && diagnostic === 'bgp-summary');
  if (!sample) throw new Error('there is no such sample');
  const pasted = `leaf1#show ip bgp summary\n${textOf(sample)}leaf1#show ip bgp vpnv4 all summary`;
  expect(readPasted(sample, pasted)).toMatch(/^incomplete: /);
});

test('a megabyte of whatever is taken apart in linear time: at most three seconds of a processor', () => {
  const fillers = [
    ...[
      '&gt; ',
      '&',
      '<',
      '<b>x',
      '<b ',
      '\\',
      '\\_',
      '`',
      '```',
      '```\n',
      '> ',
      '> \n',
      '| ',
      'a |\n',
      '**',
      '*a*',
      '_a_',
      '==a',
    ],
    ...[
      '[a](http://',
      '<http://a|',
      '# a\n',
      'a # ',
      'a <- ',
      '-- a\n',
      '...\n',
      '. ',
      '\u2026 ',
      'a \u201cb\u201d\n',
      '1 ',
      '1: a\n',
    ],
    ...[
      'leaf1#show x\n',
      'sh ',
      '[edit]\n',
      '--{',
      'a<br>\n',
      '&nbsp;',
      'output omitted ',
      '-',
      '^ ',
      'ssh ',
      'docker exec ',
      '"*',
    ],
  ];
  const slow = fillers.flatMap((filler) => {
    const from = process.threadCpuUsage();
    parseOutput('juniper_junos', 'route', filler.repeat(Math.ceil(1_000_000 / filler.length)), { nowMs: null });
    const { user, system } = process.threadCpuUsage(from);
    const tookMs = Math.round((user + system) / 1_000);
    return tookMs > 3_000 ? [`${JSON.stringify(filler)}: ${tookMs} ms`] : [];
  });
  expect(slow).toEqual([]);
}, 120_000);
