const prefix = 'act:';

/** The action id of a button. The id behind it is opaque; what it does stands in the store. */
export function actionId(id: string): string {
  return `${prefix}${id}`;
}

/** The opaque id of a pressed button; null for one that is not ours. */
export function buttonOfAction(action: string): string | null {
  return action.startsWith(prefix) && action.length > prefix.length ? action.slice(prefix.length) : null;
}
