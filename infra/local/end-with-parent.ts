import { commandLine, parentOf } from './process-identity.ts';

const LOOK_EVERY_MS = 500;
/** npm, the shell that it runs scripts in, and one more for wrappers of either. */
const MAX_ANCESTORS = 4;
const PACKAGE_MANAGER = /\b(?:npm|pnpm|yarn)\b/;

/**
 * Calls `stop` when `npm start` is gone. npm hands a signal to the shell of its script and not to what runs in there, so
 * a supervisor that ends npm would leave this process behind, holding port and data folder. Started without npm, a
 * process lives on as any other does.
 */
export function endWithParent(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const watched = ancestorsUpToNpm();
  const timer = setInterval(() => {
    if (process.ppid === watched[0] && watched.every(isAlive)) return;
    clearInterval(timer);
    stop();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** Process ids from the parent to npm; the parent alone where npm is not among its ancestors. */
function ancestorsUpToNpm(): number[] {
  const found: number[] = [];
  for (let pid = process.ppid; pid > 1 && found.length < MAX_ANCESTORS; pid = parentOf(pid) ?? 0) {
    found.push(pid);
    if (PACKAGE_MANAGER.test(commandLine(pid))) return found;
  }
  return [process.ppid];
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process by now, or ours no longer to signal: it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
