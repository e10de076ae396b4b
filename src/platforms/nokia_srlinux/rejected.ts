/** The first line of an answer that says that the command was not taken. */
export const rejectedBySrlinux = /^(?:Error|Parsing error|Parse error)\b ?:|^ping: |^traceroute: |^Unknown token/i;
