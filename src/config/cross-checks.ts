import { z } from 'zod';
import { isUserGroup } from '../domain/user-group.ts';
import { parseDuration } from '../lib/duration.ts';
import { nearest } from '../lib/nearest.ts';

export interface CrossProblem {
  path: PropertyKey[];
  what: string;
}

/**
 * Names that must be somewhere else in the file, names that must not be there twice, and orders that must hold. Takes
 * the file as it was read, so that a mistake elsewhere does not hide these; a part of another shape is passed over, for
 * the schema has named it already.
 */
export function crossProblems(file: unknown): CrossProblem[] {
  const config = lenient.parse(file);
  return [
    ...unknownNames(config),
    ...ambiguousNames(config),
    ...stepOrder(config),
    ...unreachable(config),
    ...slackProblems(config),
    ...doubles(config),
  ];
}

const word = z.string().catch('');
const words = z.array(word).catch([]);

const lenient = z
  .object({
    slack: z
      .object({
        mode: z.string().catch('socket'),
        appToken: z.unknown().optional(),
        signingSecret: z.unknown().optional(),
        commands: z.record(z.string(), word).catch({}),
      })
      .nullable()
      .catch(null),
    people: z
      .record(
        z.string(),
        z
          .object({ slack: z.string().optional().catch(undefined), osUser: z.string().optional().catch(undefined) })
          .catch({}),
      )
      .catch({}),
    groups: z.record(z.string(), words).catch({}),
    access: z.array(z.object({ who: word }).catch({ who: '' })).catch([]),
    oncall: z
      .object({
        rotations: z.record(z.string(), z.object({ people: words }).catch({ people: [] })).catch({}),
        policies: z
          .record(
            z.string(),
            z
              .object({
                steps: z.array(z.object({ after: word, notify: words }).catch({ after: '', notify: [] })).catch([]),
              })
              .catch({ steps: [] }),
          )
          .catch({}),
      })
      .catch({ rotations: {}, policies: {} }),
  })
  .catch({ slack: null, people: {}, groups: {}, access: [], oncall: { rotations: {}, policies: {} } });
type Lenient = z.infer<typeof lenient>;

function unknownNames({ people: persons, groups: grouped, access, oncall }: Lenient): CrossProblem[] {
  const people = Object.keys(persons);
  const rotations = Object.keys(oncall.rotations);
  const problems: CrossProblem[] = [];
  const mustKnow = (name: string, known: readonly string[], what: string, path: PropertyKey[]) => {
    if (name === '' || known.includes(name)) return;
    const [close] = nearest(name, known);
    const hint = close === undefined ? `known: ${known.join(', ') || 'none'}` : `did you mean ${close}?`;
    problems.push({ path, what: `"${name}" is not ${what} (${hint})` });
  };
  for (const [group, members] of Object.entries(grouped))
    members.forEach((person, i) => {
      if (!isUserGroup(person)) mustKnow(person, people, 'in people', ['groups', group, i]);
    });
  const holders = [...people, ...Object.keys(grouped)];
  access.forEach(({ who }, i) => void mustKnow(who, holders, 'a person or a group', ['access', i, 'who']));
  for (const [name, rotation] of Object.entries(oncall.rotations))
    rotation.people.forEach(
      (person, i) => void mustKnow(person, people, 'in people', ['oncall', 'rotations', name, 'people', i]),
    );
  for (const [name, { steps }] of Object.entries(oncall.policies))
    steps.forEach(({ notify }, i) => {
      const path = ['oncall', 'policies', name, 'steps', i, 'notify'];
      notify.forEach((who, k) => void mustKnow(who, [...rotations, ...people], 'a rotation or a person', [...path, k]));
    });
  return problems;
}

/** A right given to a person must not reach a group of the same name, nor a page go to one person instead of a rotation. */
function ambiguousNames({ people, groups, oncall }: Lenient): CrossProblem[] {
  const taken = (names: object, what: string, path: string[]) =>
    Object.keys(names)
      .filter((name) => Object.hasOwn(people, name))
      .map((name) => ({ path: [...path, name], what: `"${name}" is a person already; give the ${what} another name` }));
  return [...taken(groups, 'group', ['groups']), ...taken(oncall.rotations, 'rotation', ['oncall', 'rotations'])];
}

function stepOrder({ oncall }: Lenient): CrossProblem[] {
  return Object.entries(oncall.policies).flatMap(([name, { steps }]) =>
    steps.flatMap(({ after }, i) => {
      const before = parseDuration(steps[i - 1]?.after ?? '');
      const own = parseDuration(after);
      return before !== null && own !== null && own <= before
        ? [
            {
              path: ['oncall', 'policies', name, 'steps', i, 'after'],
              what: 'a step comes later than the one before it',
            },
          ]
        : [];
    }),
  );
}

/** A page to somebody whom Slack does not know would be written down as sent and reach nobody. */
function unreachable({ slack, people, oncall }: Lenient): CrossProblem[] {
  if (slack === null) return [];
  const paged = Object.entries(oncall.policies).flatMap(([policy, { steps }]) =>
    steps.flatMap(({ notify }) =>
      notify.flatMap((who) => (oncall.rotations[who]?.people ?? [who]).map((person) => ({ person, policy }))),
    ),
  );
  const first = new Map(paged.reverse().map(({ person, policy }) => [person, policy]));
  return [...first].flatMap(([person, policy]) =>
    Object.hasOwn(people, person) && people[person]?.slack === undefined
      ? [
          {
            path: ['people', person],
            what: `policy ${policy} pages ${person}, who has no slack id here; add slack: U…`,
          },
        ]
      : [],
  );
}

function slackProblems({ slack }: Lenient): CrossProblem[] {
  if (slack === null) return [];
  const problems: CrossProblem[] = [];
  if (slack.mode === 'socket' && slack.appToken === undefined)
    problems.push({ path: ['slack'], what: 'mode: socket needs appToken' });
  if (slack.mode === 'http' && slack.signingSecret === undefined)
    problems.push({ path: ['slack'], what: 'mode: http needs signingSecret' });
  const used = new Map<string, string>();
  for (const [root, command] of Object.entries(slack.commands)) {
    const other = used.get(command);
    used.set(command, root);
    if (other !== undefined)
      problems.push({ path: ['slack', 'commands', root], what: `"${command}" is the command for ${other} already` });
  }
  return problems;
}

/** Two people with one Slack id or one OS user would be one person with two votes. */
function doubles({ people }: Lenient): CrossProblem[] {
  return (['slack', 'osUser'] as const).flatMap((field) => {
    const seen = new Map<string, string>();
    return Object.entries(people).flatMap(([key, person]) => {
      const value = person[field];
      if (value === undefined) return [];
      const other = seen.get(value);
      seen.set(value, key);
      return other === undefined ? [] : [{ path: ['people', key, field], what: `"${value}" is ${other} already` }];
    });
  });
}
