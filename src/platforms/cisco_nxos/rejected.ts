/** The first line of an answer that says that the command was not taken. */
export const rejectedByNxos = /^% ?(?:Invalid|Incomplete|Ambiguous|Permission)|^(?:ERROR|syntax error)/i;
