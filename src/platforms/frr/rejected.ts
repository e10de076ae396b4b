/** How vtysh says that it did not take a command, or that the daemon behind it is not there. */
export const rejectedByFrr =
  /^(?:% ?(?:Unknown|Command incomplete|Ambiguous|Can't find|No such|BGP instance|View\/Vrf|VRF|No BGP(?! neighbors found)|Malformed|There is no|Error|Specify|Create|Not |Unable to find )|BGP is already running|BGP instance not found|(?:\w+) is not running$|Exiting: failed to connect to any daemons|Warning: closing connection to \w+ because of an I\/O error|Permission denied|VRF .{1,64} (?:not found|is not found)|View\/Vrf .{1,64} is unknown|Failed to connect)/i;
