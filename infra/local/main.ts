import { suggestCommands } from './demo-commands.ts';
import { endWithParent } from './end-with-parent.ts';
import { type Runner, startRunner } from './runner.ts';
import { readStartSettings } from './settings.ts';
import { StartRefusal } from './start-refusal.ts';

const starting = start();
let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => (isStopping ? process.exit(1) : void stop(signal)));
}
endWithParent(() => void stop('The end of npm'));
// Whoever read the lines may be gone (a closed terminal, a killed npm): that is no reason to leave the engine behind.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

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
async function stop(reason: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  console.log(`\n${reason}: finishing what is under way.`);
  const runner = await starting;
  await runner?.stop();
  process.exit();
}
