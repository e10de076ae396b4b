/** How EOS says that it did not take a command. */
export const rejectedByEos =
  /^(?:% ?(?:Invalid|Incomplete|Ambiguous|Unavailable|Cannot|Error|Duplicate|More than|Maximum number|BGP inactive|BGP is |This is an unconverted|Interface does not exist|VRF|Not supported|No such|Authorization denied|Internal error|There is no)|BGP is disabled for VRF \S{1,64}$)/i;
