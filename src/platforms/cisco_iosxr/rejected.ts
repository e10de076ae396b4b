/** The first line of an answer that says that the command was not taken. */
export const rejectedByIosxr = /^% ?(?:Invalid|Incomplete|Ambiguous|Failed|This command is not authorized)/;
