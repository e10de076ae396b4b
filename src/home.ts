import { UserError } from './lib/errors.ts';
import { type AppParts, identify } from './listening.ts';
import { homeOf } from './ops/home.ts';
import { homeView, strangerHome } from './slack/views/home.ts';

/** Publishes the Home tab of one person as it is now; whom the config does not know is told so there. */
export async function showHome(parts: AppParts, user: string): Promise<void> {
  try {
    const person = await identify(parts, user);
    await parts.publishHome(user, homeView(await homeOf(parts.deps, person)));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await parts.publishHome(user, strangerHome(error.message));
  }
}
