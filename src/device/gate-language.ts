import type { PlatformName } from '../domain/diagnostics.ts';
import type { Slot } from './shape.ts';

/** What a platform may be asked: whole shapes, or `show <topic>` followed by known words and values. */
export interface ReadLanguage {
  shapes: readonly string[];
  topics: ReadonlySet<string>;
  words: ReadonlySet<string>;
  /** The one kind of value that may follow a word. */
  values: Readonly<Record<string, Slot>>;
  pipes: readonly string[];
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

export const readLanguage: Record<PlatformName, ReadLanguage> = {
  arista_eos: {
    shapes: [
      ...[
        '<address>',
        'vrf <name> <address>',
        'vrf <name> ip <address>',
        'vrf <name> ipv6 <address>',
        'ip <address>',
        'ipv6 <address>',
      ].flatMap((to) => [
        ...['', ' source <interface>', ' source <address>', ' interface <interface>'].flatMap((from) => [
          `ping ${to}${from} repeat <count>`,
          `ping ${to} repeat <count>${from}`,
          `ping ${to} repeat <count>${from} timeout <seconds>`,
          `ping ${to} repeat <count> timeout <seconds>${from}`,
          `ping ${to}${from} repeat <count> timeout <seconds>`,
          `ping ${to} repeat <count> size <size>${from}`,
          `traceroute ${to}${from}`,
        ]),
      ]),
      'show running-config section bgp',
      'show running-config section router bgp',
      'show running-config interfaces <interface>',
      'show configuration sessions',
    ],
    topics: words('interfaces ip ipv6 bgp logging version uptime hostname inventory clock vrf lldp management'),
    words: words(
      'status description counters errors rates discards phy detail transceiver bgp summary neighbors vrf all interface interfaces ' +
        'ipv4 ipv6 unicast bins last hours minutes threshold brief clock ssh',
    ),
    values: {
      interfaces: 'interface',
      interface: 'interface',
      neighbors: 'address',
      vrf: 'vrf',
      logging: 'lines',
      last: 'lines',
    },
    pipes: ['json', 'no-more'],
  },
  juniper_junos: {
    shapes: [
      ...['<address>', 'inet <address>', 'inet6 <address>'].flatMap((to) =>
        ['', ' source <address>', ' interface <interface>'].flatMap((from) =>
          ['', ' routing-instance <name>'].flatMap((vrf) => [
            `ping ${to}${vrf}${from} count <count>`,
            `ping ${to} count <count>${from}${vrf}`,
            `ping ${to} count <count>${vrf}${from}`,
            `ping ${to} count <count> wait <seconds>${from}${vrf}`,
            `ping ${to} count <count> wait <seconds>${vrf}${from}`,
            `ping ${to} count <count>${vrf}${from} wait <seconds>`,
            `ping ${to}${vrf}${from} count <count> wait <seconds>`,
            `traceroute ${to}${vrf}${from} no-resolve`,
            `traceroute ${to} no-resolve${vrf}${from}`,
            `traceroute ${to} no-resolve${from}${vrf}`,
            `traceroute ${to} no-resolve wait <seconds>${vrf}${from}`,
            `traceroute ${to} no-resolve wait <seconds>${from}${vrf}`,
            `traceroute ${to} no-resolve ttl 30 wait <seconds>${from}${vrf}`,
            `traceroute ${to} no-resolve ttl 30 wait <seconds>${vrf}${from}`,
          ]),
        ),
      ),
      'show configuration protocols bgp',
      'show configuration routing-instances <name> protocols bgp',
      'show configuration interfaces <interface>',
      'show system commit',
      'show log messages',
    ],
    topics: words('interfaces bgp version system chassis route'),
    words: words(
      'terse extensive detail brief descriptions media statistics optics diagnostics summary neighbor group instance uptime hardware information no-forwarding routing-engine',
    ),
    values: { interfaces: 'interface', neighbor: 'address', instance: 'vrf', group: 'name' },
    pipes: ['display json', 'display xml', 'display set', 'display inheritance', 'no-more', 'last <lines>'],
  },
  frr: {
    shapes: [
      ...['ping', 'traceroute'].flatMap((tool) =>
        ['<address>', 'ip <address>', 'ipv6 <address>', 'vrf <name> <address>', 'vrf <name> ip <address>'].map(
          (to) => `${tool} ${to}`,
        ),
      ),
      'show running-config bgpd',
      'show running-config zebra',
      'show running-config',
    ],
    topics: words('interface interfaces bgp ip ipv6 logging version vrf'),
    words: words('json brief description vrf all bgp summary neighbors neighbor ipv4 ipv6 unicast route'),
    values: { interface: 'interface', neighbors: 'peer', neighbor: 'peer', vrf: 'vrf' },
    pipes: [],
  },
};

export const prepareShapes: Record<PlatformName, readonly string[]> = {
  arista_eos: ['terminal length 0', 'terminal width 511', 'terminal width 32767', 'enable'],
  juniper_junos: [
    'set cli screen-length 0',
    'set cli screen-width 0',
    'set cli screen-width 511',
    'set cli screen-width 1024',
    'set cli complete-on-space off',
    'set cli timestamp disable',
  ],
  frr: ['terminal length 0', 'terminal no paginate', 'no terminal paginate', 'enable'],
};

/** `<interface>`, `<unit>`, `<peer>` and `<vrf>` must also be the ones that were approved. */
export const changeShapes: Record<PlatformName, readonly string[]> = {
  arista_eos: [
    'configure session <tag>',
    'interface <interface>',
    'shutdown',
    'no shutdown',
    'router bgp <asn>',
    'vrf <vrf>',
    'neighbor <peer> shutdown',
    'no neighbor <peer> shutdown',
    'show session-config diffs',
    'commit',
    'commit timer <timer>',
    'configure session <tag> commit',
    'exit',
    'end',
  ],
  juniper_junos: [
    'configure private',
    'configure exclusive',
    'set interfaces <interface> disable',
    'delete interfaces <interface> disable',
    'set interfaces <interface> unit <unit> disable',
    'delete interfaces <interface> unit <unit> disable',
    ...[
      'protocols bgp group <name> neighbor <peer>',
      'routing-instances <vrf> protocols bgp group <name> neighbor <peer>',
    ].flatMap((path) => [`set ${path} shutdown`, `delete ${path} shutdown`, `deactivate ${path}`, `activate ${path}`]),
    'show | compare',
    'commit check',
    'commit',
    'commit and-quit',
    'commit comment <tag>',
    'commit comment <tag> and-quit',
    'commit confirmed <minutes>',
    'commit confirmed <minutes> comment <tag>',
    'exit',
    'exit configuration-mode',
    'quit configuration-mode',
  ],
  frr: [
    'configure terminal',
    'interface <interface>',
    'shutdown',
    'no shutdown',
    'router bgp <asn>',
    'router bgp <asn> vrf <vrf>',
    'neighbor <peer> shutdown',
    'neighbor <peer> shutdown message <tag>',
    'no neighbor <peer> shutdown',
    'no neighbor <peer> shutdown message <tag>',
    'exit',
    'end',
  ],
};

/** Only lines that give a candidate up or leave a mode. */
export const leaveShapes: Record<PlatformName, readonly string[]> = {
  arista_eos: ['abort', 'end'],
  juniper_junos: ['top', 'rollback 0', 'exit configuration-mode'],
  frr: ['end'],
};
