import { type DiagnosticArguments, type DiagnosticName, diagnostics } from '../domain/diagnostics.ts';

/** Arguments as they are typed: positional ones in table order, flags last. */
export function argumentsText(diagnostic: DiagnosticName, args: DiagnosticArguments): string {
  const positional = diagnostics[diagnostic].arguments.map(({ name }) => args[name]);
  const flags = [
    args.vrf === undefined ? '' : `--vrf ${args.vrf}`,
    args.source === undefined ? '' : `--source ${args.source}`,
  ];
  return [...positional, ...flags].filter((word) => word !== undefined && word !== '').join(' ');
}
