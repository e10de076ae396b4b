/** The first line of an answer that says that the command was not taken, or that the feature is not there. */
export const rejectedByIosxe =
  /^%{1,2} ?(?:Invalid|Incomplete|Ambiguous|Unknown|Unrecognized|Bad|Error|Authorization|VRF \S{1,64} does not|No such VRF|IP routing table \S{1,64} does not|BGP not active|[\w/ -]{1,60} (?:is )?not (?:enabled|running|active|configured|supported))|^Command authorization failed|^Line has invalid autocommand/i;
