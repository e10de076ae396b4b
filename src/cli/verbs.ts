import type { Verb } from './world.ts';

/** Each verb is loaded when it is called: `ringdown parse` does not wait for Slack's libraries. */
const verbs: Record<string, () => Promise<Verb>> = {
  demo: async () => (await import('./demo.ts')).demo,
  serve: async () => (await import('./serve.ts')).serve,
  net: async () => (await import('./net.ts')).net,
  inc: async () => (await import('./words.ts')).wordsVerb('inc'),
  mitigate: async () => (await import('./words.ts')).wordsVerb('mitigate'),
  oncall: async () => (await import('./words.ts')).wordsVerb('oncall'),
  playbook: async () => (await import('./words.ts')).wordsVerb('playbook'),
  parse: async () => (await import('./parse.ts')).parse,
  export: async () => (await import('./export.ts')).exportIncident,
  verify: async () => (await import('./verify.ts')).verify,
  stats: async () => (await import('./stats.ts')).stats,
  replay: async () => (await import('./replay.ts')).replay,
  check: async () => (await import('./check.ts')).check,
  hostkeys: async () => (await import('./hostkeys.ts')).hostkeys,
  manifest: async () => (await import('./manifest.ts')).manifest,
};

export const verbNames = Object.keys(verbs);

export async function findVerb(name: string): Promise<Verb | null> {
  return Object.hasOwn(verbs, name) ? ((await verbs[name]?.()) ?? null) : null;
}
