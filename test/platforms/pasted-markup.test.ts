import { describe, expect, test } from 'vitest';
import { parseOutput } from '../../src/platforms/parse-output.ts';
import { withoutDecoration, withoutLineNumbers } from '../../src/platforms/pasted-decoration.ts';
import { withoutMarkup } from '../../src/platforms/pasted-markup.ts';

describe('markup that is certain', () => {
  test.each<[string, string]>([
    [
      'ops@r1&gt; show route\n    &gt; to 192.0.2.1 via ge-0/0/0.0\n',
      'ops@r1> show route\n    > to 192.0.2.1 via ge-0/0/0.0\n',
    ],
    [' *&gt;  192.0.2.0/24  &lt;- x &amp; y\n', ' *>  192.0.2.0/24  <- x & y\n'],
    ['  Options: &lt;Preference HoldTime>\n', '  Options: <Preference HoldTime>\n'],
    ['{&quot;vrfs&quot;:{}}\n', '{"vrfs":{}}\n'],
    ['Gi0/1&nbsp;&nbsp;up&nbsp;\n', 'Gi0/1  up \n'],
    ['192.0.2.1  4 <mark>64500</mark>  up\n', '192.0.2.1  4 64500  up\n'],
    ["  <font color='red'>RED-dropped packets</font> : 4\n", '  RED-dropped packets : 4\n'],
    ['a <b><i>b</i></b> c<br>\nd<br/>\n', 'a b c\nd\n'],
    ['ip <http://192.0.2.1|192.0.2.1> up\n', 'ip 192.0.2.1 up\n'],
    ['serial <tel:4155550100|4155550100>\n', 'serial 4155550100\n'],
    ['see [192.0.2.1](http://192.0.2.1)\n', 'see 192.0.2.1\n'],
    ['ops@ME\\_R1> show\nxe-0/0/0 up TO\\_R2\n', 'ops@ME_R1> show\nxe-0/0/0 up TO_R2\n'],
    ['\\--------\n\\*> 192.0.2.0/24 * b\n', '--------\n*> 192.0.2.0/24 * b\n'],
    ['flags: <UP,RUNNING\\>\n', 'flags: <UP,RUNNING>\n'],
  ])('%j is read as %j', (pasted, printed) => {
    expect(withoutMarkup(pasted)).toEqual({ text: printed });
  });
});

describe('what a device may have printed stays', () => {
  test.each([
    'Location cf3:\\config.cfg\n',
    '{"description":"a\\/b \\"c\\""}\n',
    'More on Cisco.com <http://www.cisco.com>\n',
    'Speed: <None>, flags <UP,RUNNING>\n',
    'Description: R&D <to> x\n',
    '<- Most Recent\n',
    'Description: a*b_c [d] ~e\n',
  ])('%j', (text) => {
    expect(withoutMarkup(text)).toEqual({ text });
  });
});

describe('markup of which nobody knows what it stood for is named', () => {
  test.each<[string, string, string]>([
    ['one\n  Description: R&amp;D\n', '  Description: R&amp;D', '&amp;'],
    ['ops@r1&gt; show\n  Description: a > b\n', 'ops@r1&gt; show', '&gt;'],
    ['a <b>bold\nb</b>\n', 'a <b>bold', '<b>'],
    ['one<br>two\n', 'one<br>two', '<br>'],
    ['<td>one</td>\n', '<td>one</td>', '<td>'],
    ['Gi0/1 up TO\\_R2\nGi0/2 up TO_R3\n', 'Gi0/1 up TO\\_R2', '\\_'],
    ['```\none\n```\n```\ntwo\n```\n', '```', '```'],
  ])('%j', (text, line, found) => {
    expect(withoutMarkup(text)).toEqual({ line, found });
  });

  test('with its place and what to do, and nothing is read', () => {
    const text = 'leaf1#show interfaces description\nInterface  Status  Protocol Description\nGi0/1  up  up  R&amp;D\n';
    expect(parseOutput('cisco_iosxe', 'interfaces', text, { nowMs: null })).toEqual({
      outcome: 'partial',
      records: [],
      unparsed: ['Gi0/1  up  up  R&amp;D'],
      error: 'line 3: "&amp;" is the markup of a page: paste the text as the device printed it',
    });
  });
});

describe('what a page or a person may have written into a description', () => {
  const asked = (prompt: string, description: string) =>
    parseOutput(
      'juniper_junos',
      'interfaces',
      `${prompt}Interface       Admin Link Description\nge-0/0/0        up    up   ${description}\n`,
      { nowMs: null },
    );

  test.each(['to &lt;leaf1&gt;', 'to\\_leaf1', '<b>leaf1</b>', '[leaf1](https://leaf1.example.net/)', 'leaf1<br>'])(
    '%j is named and not read',
    (description) => {
      expect(asked('', description)).toEqual({
        outcome: 'partial',
        records: [],
        unparsed: [`ge-0/0/0        up    up   ${description}`],
        error:
          'line 2: the device may have printed this, or a page that shows it: paste the text as the device printed it',
      });
    },
  );

  test('is taken off where the prompt is written in the same way', () => {
    const { outcome, records } = asked('ops@leaf\\_2> show interfaces descriptions\n', 'to\\_leaf1');
    expect(outcome).toBe('ok');
    expect(records).toEqual([expect.objectContaining({ description: 'to_leaf1' })]);
  });
});

describe('numbers of lines', () => {
  test.each<[string, string]>([
    ['1: a\n2:   b\n3:\n4: c\n', 'a\n  b\n\nc\n'],
    ['   9  a\n  10    b\n  11  c\n', 'a\n  b\nc\n'],
    ['     1\ta\n     2\tb\n     3\t c\n', 'a\nb\n c\n'],
  ])('%j has them', (text, bare) => {
    expect(withoutLineNumbers(text)).toBe(bare);
  });

  test.each(['1 a\n', '1 a\n2 b\n4 c\n', 'a\n1 b\n2 c\n3 d\n', '1 a\n\n2 b\n3 c\n'])('%j has none', (text) => {
    expect(withoutLineNumbers(text)).toBeNull();
  });
});

describe('a fence', () => {
  test.each<[string, string]>([
    ['```\na  b\n```\n', 'a  b\n'],
    ['Look:\n```text\na  b\n```\nThanks\n', 'a  b\n'],
    ['```a  b\nc  d```', 'a  b\nc  d'],
    ['```\na  b\n', 'a  b\n'],
    ['a  b\n```\n', 'a  b\n'],
  ])('%j', (pasted, bare) => {
    expect(withoutDecoration(pasted)).toBe(bare);
  });

  test.each(['a  b\n```\nc  d\n', 'a  b\n```\nc  d\n```\n', '```\na\n```\n```\nb\n```\n', 'a  b\n~~~\nc  d\n'])(
    'of %j nobody knows which part is meant',
    (pasted) => {
      expect(withoutDecoration(pasted)).toBe(pasted);
    },
  );
});
