import { DEMO_COMPANY } from './demo.ts';
import { type Runner, startRunner } from './runner.ts';
import { readStartSettings } from './settings.ts';
import { StartRefusal } from './start-refusal.ts';

const starting = start();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(signal));

async function start(): Promise<Runner | undefined> {
  try {
    const settings = readStartSettings(process.argv.slice(2), process.env);
    const runner = await startRunner({ ...settings, report: (line) => console.error(line) });
    if (runner.madeDemo) console.log(suggestCommands(runner.api));
    console.log(`Backoffice is ready on ${runner.api}`);
    return runner;
  } catch (error) {
    console.error(error instanceof StartRefusal ? error.message : error);
    process.exitCode = 1;
    return undefined;
  }
}

/** The first Ctrl-C waits for what is under way; a second one ends the process at once. */
async function stop(signal: NodeJS.Signals): Promise<void> {
  console.log(`\n${signal}: finishing what is under way.`);
  const runner = await starting;
  await runner?.stop();
  process.exit();
}

function suggestCommands(api: string): string {
  return `
The demo company ${DEMO_COMPANY} (Nordwind Handels AG) is there. Worth trying:

  TOKEN=$(curl -s ${api}/oauth2/token -d grant_type=client_credentials -d client_id=local-admin | sed 's/.*"access_token":"\\([^"]*\\).*/\\1/')
  curl -s -H "Authorization: Bearer $TOKEN" "${api}/companies/${DEMO_COMPANY}/reports/trial-balance?asOf=$(date +%F)"
  curl -s -H "Authorization: Bearer $TOKEN" ${api}/companies/${DEMO_COMPANY}/journal/verification
`;
}
