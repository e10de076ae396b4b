import axeCore from 'axe-core';
import type { Page } from 'playwright-core';

interface AxeResults {
  violations: { id: string; impact: string; nodes: { target: string[] }[] }[];
}

/** What axe-core finds wrong with the page as it is shown, by rule and element. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axeCore.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target }) => `${impact} ${id}: ${target.join(' ')}`),
    );
  });
}

/** The same in light and in dark, each finding named with its colours; the page is left in light. */
export async function barriersInBoth(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const barrier of await barriers(page)) found.push(`${colorScheme}: ${barrier}`);
  }
  return found;
}
