/** The first line of an answer that says that the command was not taken. */
export const rejectedBySros =
  /^(?:(?:MINOR|MAJOR|CRITICAL|Error|Bad Command): |Error: ?|Bad command|Ping failed|Invalid |Unknown host)/i;
