import { App, type AppOptions, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { startWorkspace, type Workspace, type WorkspaceOptions } from '../../../src/sandbox/workspace/workspace.ts';

export const people = [
  { id: 'U01ANA0001', name: 'ana', realName: 'Ana Ruiz', timeZone: 'Europe/Berlin', email: 'ana@example.net' },
  { id: 'U01BO00001', name: 'bo', realName: 'Bo Lind', timeZone: 'America/New_York', email: 'bo@example.net' },
  { id: 'U01CY00001', name: 'cy', realName: 'Cy Okafor', timeZone: 'Asia/Tokyo' },
  { id: 'U01GONE001', name: 'gone', realName: 'Gone Away', timeZone: 'Etc/UTC', deleted: true },
];
export const [ana, bo, cy] = ['U01ANA0001', 'U01BO00001', 'U01CY00001'] as const;
export const botUser = 'U0BOT00001';

const tokens = { botToken: 'xoxb-test', appToken: 'xapp-test' };

export function startTestWorkspace(more: Partial<WorkspaceOptions> = {}): Promise<Workspace> {
  const bot = { userId: botUser, botId: 'B0BOT00001', name: 'ringdown' };
  return startWorkspace({ people, bot, commands: ['/inc', '/slow'], retryDelaysMs: [0, 100, 100], ...tokens, ...more });
}

/** A real Bolt app on two Socket Mode receivers, connected when this resolves. */
export async function startBoltApp(workspace: Workspace, register: (app: App) => void) {
  const quiet = {
    debug() {},
    info() {},
    warn() {},
    error() {},
    setLevel() {},
    getLevel: () => LogLevel.ERROR,
    setName() {},
  };
  const retryConfig = { retries: 1000, factor: 1.3, minTimeout: 50, maxTimeout: 500 };
  const receiver = () =>
    new SocketModeReceiver({
      appToken: tokens.appToken,
      logger: quiet,
      clientPingTimeout: 1000,
      installerOptions: { clientOptions: { slackApiUrl: workspace.apiUrl, retryConfig } },
    } as ConstructorParameters<typeof SocketModeReceiver>[0]);
  const [first, second] = [receiver(), receiver()];
  const options: AppOptions = {
    token: tokens.botToken,
    receiver: first,
    deferInitialization: true,
    logger: quiet,
    clientOptions: { slackApiUrl: workspace.apiUrl, timeout: 5_000, retryConfig: { retries: 0 } },
  };
  const app = new App(options);
  register(app);
  second.init(app);
  await app.init();
  await first.start();
  await second.start();
  return {
    app,
    client: app.client,
    /** Resolves when both sockets are gone. */
    async stop() {
      await Promise.all([first.stop(), second.stop()]);
      await workspace.waitFor(() => workspace.socketCount() === 0, 8_000);
    },
  };
}
