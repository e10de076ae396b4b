import { expect, test } from 'vitest';
import { plainText, readableText } from '../../src/slack/plain-text.ts';

const people = { ana: { slack: 'U01ANA0001' }, bo: { slack: 'U01BO00002' }, cy: {} };

test.for([
  ['lead <@U01ANA0001>', 'lead @ana', 'a mention of a known person is their key'],
  ['lead <@U01ANA0001|somebody>', 'lead @ana', 'the label beside an id decides nothing'],
  ['lead <@U0EVE00009|ana>', 'lead @U0EVE00009', 'a stranger cannot borrow a name by a label'],
  ['note see <#C0NETOPS|netops>', 'note see #netops', 'a channel is its name'],
  [
    'ping leaf1 <http://spine1.example.net|spine1.example.net>',
    'ping leaf1 spine1.example.net',
    'Slack’s own links are undone',
  ],
  ['note loss &gt; 3 % &amp; rising &lt;eth1&gt;', 'note loss > 3 % & rising <eth1>', 'entities are undone'],
  ['note &amp;lt;', 'note &lt;', 'once, not twice'],
])('%j → %j: %s', ([text, plain]) => expect(plainText(text ?? '', people)).toBe(plain));

test.for([
  ['see <https://noc.example.net/t/1|ticket>', 'see ticket (https://noc.example.net/t/1)', 'a link keeps its address'],
  ['see <https://noc.example.net/t/1>', 'see https://noc.example.net/t/1', 'an address alone is an address'],
  ['ping <http://spine1.example.net|spine1.example.net>', 'ping http://spine1.example.net', 'nothing stands twice'],
  ['AT&amp;T says <@U01ANA0001> sees loss &gt; 5 %', 'AT&T says @ana sees loss > 5 %', 'names and signs'],
])('read back: %j → %j: %s', ([text, plain]) => expect(readableText(text ?? '', people)).toBe(plain));
