import { type Branch, wordOf } from './state-tree.ts';

/** Leaves that only the branch has, by which it is known where the tree begins at it. */
const marks = {
  lag: ['lag-type'],
  transceiver: ['ddm-events', 'tx-laser', 'form-factor', 'ethernet-pmd', 'channel'],
} as const;

/** The tree with the interface that was asked for around it, where it begins at a branch of that one, as newer releases print it. */
export function belowInterface(tree: Branch, name: string | undefined, branch: keyof typeof marks): Branch {
  if (name === undefined || tree['interface'] !== undefined || marks[branch].every((leaf) => tree[leaf] === undefined))
    return tree;
  return { interface: [{ name, [branch]: tree }] };
}

/** The same for a tree that begins at the interface or subinterface itself, which has a number, or at one of its states. */
export function withInterface(tree: Branch, name: string | undefined): Branch {
  if (name === undefined || tree['interface'] !== undefined) return tree;
  const isState = Object.keys(tree).every((leaf) => leaf === 'admin-state' || leaf === 'oper-state');
  if (!isState && tree['ifindex'] === undefined) return tree;
  if ((wordOf(tree['name']) ?? name) !== name) return tree;
  const [port = '', index] = name.split('.');
  return { interface: [index === undefined ? { ...tree, name } : { name: port, subinterface: [{ ...tree, name }] }] };
}
