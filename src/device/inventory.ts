import { readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { isMap, isScalar, LineCounter, type Node, type ParsedNode, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { type PlatformName, platformNames } from '../domain/diagnostics.ts';
import { UserError } from '../lib/errors.ts';

export { select } from './select.ts';

/** One device as the inventory file describes it; absent optional keys have their default. */
export interface Device {
  /** The inventory key; people and the timeline call the device by it. */
  name: string;
  platform: PlatformName;
  /** IP address or host name of the SSH server. */
  address: string;
  port: number;
  /** `SHA256:…` of the raw key. Null until `ringdown hostkeys enroll`; every login is refused until then. */
  hostKey: string | null;
  site: string | null;
  role: string | null;
  tags: string[];
  /** Name of a set under `credentials` in ringdown.yaml. */
  credentials: string;
  /** FRR: what the account logs into; null and `vtysh` are the CLI itself, `linux` is a POSIX shell. */
  login: 'vtysh' | 'linux' | null;
  /** Offers SHA-1 key exchange, ssh-rsa and CBC in addition, for old devices. */
  legacyCrypto: boolean;
  /** Name of the entry through which this one is reached; null when directly. */
  jump: string | null;
}

export interface Inventory {
  path: string;
  /** By name, in the order of the file. No prototype: only names of the file are keys. */
  devices: Record<string, Device>;
}

/**
 * Reads inventory.yaml. Throws UserError('usage') that lists every problem as
 * `inventory.yaml:14: devices.leaf1.platform: …, expected …`.
 */
export function loadInventory(path: string): Inventory {
  const text = readInventoryFile(path);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: false, uniqueKeys: true, version: '1.2' });
  const lineOf = (offset: number) => lines.linePos(offset).line;
  const [broken] = document.errors;
  if (broken) {
    throw new UserError('usage', `${path}:${lineOf(broken.pos[0])}: not valid YAML: ${firstLine(broken.message)}`);
  }
  refuseTricks(path, document.contents, lineOf);
  const parsed = fileSchema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) => describeIssue(path, document.contents, lineOf, issue));
    throw new UserError('usage', problems.join('\n'));
  }
  const devices: Record<string, Device> = Object.create(null);
  for (const [name, entry] of Object.entries(parsed.data.devices)) {
    devices[name] = { name, ...entry };
  }
  return { path, devices };
}

const deviceName = /^[a-z0-9][a-z0-9-]{0,62}$/;
const label = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/, {
  error: 'expected letters, digits, ".", "_" or "-"',
});

const address = z
  .string({ error: 'expected an IP address or a host name' })
  .refine((text) => isIP(text) !== 0 || isHostName(text), {
    error: 'expected an IP address or a host name',
  });

const deviceSchema = z
  .strictObject({
    platform: z.enum(platformNames, { error: `expected one of ${platformNames.join(', ')}` }),
    address,
    port: z.int({ error: 'expected a port number' }).min(1).max(65_535).default(22),
    hostKey: z
      .string()
      .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, {
        error: 'expected SHA256: and 43 characters; "ringdown hostkeys enroll" writes it',
      })
      .nullable()
      .default(null),
    site: label.nullable().default(null),
    role: label.nullable().default(null),
    tags: z.array(label, { error: 'expected a list such as [prod, edge]' }).default([]),
    credentials: label.default('default'),
    login: z
      .enum(['vtysh', 'linux'], {
        error: 'expected vtysh (login shell or forced command) or linux (a POSIX shell)',
      })
      .nullable()
      .default(null),
    legacyCrypto: z.boolean({ error: 'expected true or false' }).default(false),
    jump: z.string({ error: 'expected the name of another entry' }).nullable().default(null),
  })
  .refine(({ login, platform }) => login === null || platform === 'frr', {
    path: ['login'],
    error: 'only for platform frr; remove the key',
  });

const fileSchema = z
  .strictObject({
    devices: z.record(
      z.string().regex(deviceName, {
        error: 'a device name is made of a-z, 0-9 and "-", at most 63 characters, and is never an address',
      }),
      deviceSchema,
      { error: 'expected a map from device names to devices' },
    ),
  })
  .superRefine(({ devices }, context) => {
    for (const [name, { jump }] of Object.entries(devices)) {
      const problem = jump === null ? null : whyNoJump(name, jump, devices);
      if (problem !== null) context.addIssue({ code: 'custom', path: ['devices', name, 'jump'], message: problem });
    }
  });

/** One jump is enough for a management network, and a chain could be a circle. */
function whyNoJump(
  name: string,
  jump: string,
  devices: Readonly<Record<string, { jump: string | null }>>,
): string | null {
  const host = Object.hasOwn(devices, jump) ? devices[jump] : undefined;
  if (!host) return 'there is no such entry; a jump host is an entry of its own';
  if (jump === name) return 'a device cannot be reached through itself';
  return host.jump === null ? null : `${jump} has a jump host itself; only one is supported`;
}

/** Larger files are not inventories but accidents or attacks. */
const largestFileBytes = 1 << 20;

function readInventoryFile(path: string): string {
  let text: string;
  let mode: number;
  try {
    ({ mode } = statSync(path));
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(
      'usage',
      `${path}: cannot be read (${(error as Error).message}). Check "inventory" in ringdown.yaml.`,
      {
        cause: error,
      },
    );
  }
  if ((mode & 0o002) !== 0) {
    throw new UserError(
      'usage',
      `${path}: everybody may write this file, so nobody can trust it. Run: chmod o-w ${path}`,
    );
  }
  if (Buffer.byteLength(text) > largestFileBytes) {
    throw new UserError('usage', `${path}: larger than 1 MiB. Split the network or remove what is not a device.`);
  }
  return text;
}

/** Aliases can blow a small file up, and some keys mean something to JavaScript: neither belongs in an inventory. */
function refuseTricks(path: string, contents: ParsedNode | null, lineOf: (offset: number) => number): void {
  const refuse = (node: Node, what: string) => {
    throw new UserError('usage', `${path}:${lineOf(node.range?.[0] ?? 0)}: ${what}`);
  };
  visit(contents, {
    Alias: (_key, node) => refuse(node, `*${node.source}: aliases are not allowed here; write the value out`),
    Pair: (_key, { key }) => {
      if (isScalar(key) && forbiddenKeys.has(String(key.value))) {
        refuse(key, `${key.value}: this key is not allowed; choose another name`);
      }
    },
  });
}

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

function describeIssue(
  path: string,
  contents: ParsedNode | null,
  lineOf: (offset: number) => number,
  issue: z.core.$ZodIssue,
): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const at = [...issue.path, key];
      return `${path}:${lineOf(locate(contents, at).offset)}: ${at.join('.')}: unknown key; remove it or check its spelling`;
    });
  }
  const { offset, value } = locate(contents, issue.path);
  const detail = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  const shown = value === null ? '' : `${JSON.stringify(value)}: `;
  return [`${path}:${lineOf(offset)}: ${issue.path.join('.') || 'file'}: ${shown}${detail}`];
}

/** Where the deepest node on the path stands; a missing key is reported at its parent. */
function locate(contents: ParsedNode | null, path: readonly PropertyKey[]): { offset: number; value: unknown } {
  let node: Node | null = contents;
  let offset = contents?.range[0] ?? 0;
  for (const part of path) {
    if (!isMap(node)) return { offset, value: null };
    const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(part));
    if (!pair) return { offset, value: null };
    offset = (pair.key as Node | null)?.range?.[0] ?? offset;
    node = pair.value as Node | null;
  }
  return { offset, value: isScalar(node) ? node.value : null };
}

function isHostName(text: string): boolean {
  return (
    /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(text) && !/^[0-9.]+$/.test(text) && !text.includes('..')
  );
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
