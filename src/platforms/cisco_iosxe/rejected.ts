/** The first line of an answer that says that the command was not taken, or that the feature is not there. */
export const rejectedByIosxe =
  /^%{1,2} ?(?:Invalid|Incomplete|Ambiguous|Unknown|Unrecognized|Bad|Error|Authorization|VRF \S{1,64} does not|No such VRF|IP(?:v6)? routing table (?:vrf )?\S{1,64} does not|CLNS: System ID \(NET\) must be configured|BGP not active|[\w/ -]{1,60} (?:is )?not (?:enabled|running|active|configured|supported))|^Command authorization failed|^Line has invalid autocommand/i;
