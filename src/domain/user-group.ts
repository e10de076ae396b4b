/** Whether a member of a group is itself a group: the id of a Slack user group, such as S0123ABCD. People keys are small letters. */
export function isUserGroup(member: string): boolean {
  return /^S[A-Z0-9]{7,}$/.test(member);
}
