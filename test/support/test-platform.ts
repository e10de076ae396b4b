import { diagnosticNames } from '../../src/domain/diagnostics.ts';
import { mitigationNames } from '../../src/domain/mitigation.ts';
import { type CommandLine, definePlatform, type Platform } from '../../src/platforms/platform.ts';

/**
 * A platform whose every diagnostic sends `commands` and reads one version record per line. It stands for any platform
 * where only the transport is of interest; its lines are ones that the gate lets through for `name`.
 */
export function testPlatform(options: {
  name: Platform['name'];
  session: Platform['session'];
  commands?: CommandLine[];
  prepare?: string[];
  elevate?: Platform['elevate'];
}): Platform {
  const commands = options.commands ?? [{ line: 'show version' }];
  const reader = {
    commands: () => commands,
    parse: (outputs: readonly string[]) => {
      const lines = outputs
        .join('\n')
        .split('\n')
        .filter((line) => line.trim() !== '');
      const records = lines.map((line) => ({
        hostname: line,
        model: null,
        osVersion: null,
        serial: null,
        uptimeSeconds: null,
        lastRebootReason: null,
      }));
      return {
        outcome: records.length === 0 ? ('empty' as const) : ('ok' as const),
        records,
        unparsed: [],
        error: null,
      };
    },
  };
  const renderer = {
    contextCommands: () => [],
    render: () => ({ ok: false as const, reason: 'this platform only reads' }),
  };
  return definePlatform({
    name: options.name,
    session: options.session,
    prompt: /^[\w.\-@]+[>#]\s?$/,
    configPrompt: /^[\w.\-@]+\(config[\w.-]*\)#\s?$/,
    prepareTerminal: options.prepare ?? [],
    elevate: options.elevate ?? null,
    rejected: /^% (?:Invalid|Unknown|Incomplete)/,
    pager: /--More--\s*$/,
    interfaceName: (text) => text,
    diagnostics: Object.fromEntries(
      diagnosticNames.map((name) => [name, reader]),
    ) as unknown as Platform['diagnostics'],
    mitigations: Object.fromEntries(
      mitigationNames.map((name) => [name, renderer]),
    ) as unknown as Platform['mitigations'],
  });
}
