/** The first line of an answer that says that the command was not taken. */
export const rejectedByIosxe = /^% ?(?:Invalid|Incomplete|Ambiguous|Unknown|Bad)|^Command authorization failed/;
