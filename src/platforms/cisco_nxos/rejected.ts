/**
 * The first line of an answer that says that the command was not taken, or that the feature is not there. That there is
 * no LLDP neighbour is told as if it were an error.
 */
export const rejectedByNxos =
  /^%{1,2} ?(?:Invalid|Incomplete|Ambiguous|Permission denied|Authorization|Cannot|Unknown|Error)|^(?:Syntax error while parsing|Error: (?!No neighbou?r information)|Cmd exec error)|^Note: {1,2}process currently not running|^[\w/ -]{1,60} is not (?:enabled|running|configured)\.?$/i;
