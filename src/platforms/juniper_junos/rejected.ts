/** How Junos says that it did not take a command. */
export const rejectedByJunos =
  /^(?:error: |unknown command|syntax error|missing (?:mandatory )?argument|invalid (?:numeric )?value|.{0,80} is ambiguous|No valid completions|BGP is not running|could not |permission denied|warning: statement not found|.{1,60}: (?:unknown command|syntax error))/i;
