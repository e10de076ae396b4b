/** The first line of an answer that says that the command was not taken, or that the feature is not there. */
export const rejectedByIosxr =
  /^%{1,2} ?(?:Invalid|Incomplete|Ambiguous|Unknown|Bad|Error|Authorization|This command is not authorized|No such|VRF \S{1,64} (?:does not|not)|[\w/ '-]{1,60} (?:is )?not (?:enabled|running|active|configured|supported|authorized))|^VRF \S{1,64} not found in any OSPF process$|^Interface not found \(\S{1,64}\)$/i;
