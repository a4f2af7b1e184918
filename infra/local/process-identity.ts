import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a process id stood for at one moment. Ids are reused, so an id alone never proves that a process is ours. */
export interface ProcessIdentity {
  pid: number;
  /** Opaque start time: two processes that ever had the same id differ in it. */
  startedAt: string;
}

/** Identity of a living process, or nothing when no process has that id. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  const startedAt = readProcStart(pid) ?? askPs(pid, 'lstart=');
  return startedAt ? { pid, startedAt } : undefined;
}

/** Whether the very process that was recorded still runs. */
export function isStillRunning(recorded: ProcessIdentity): boolean {
  return identifyProcess(recorded.pid)?.startedAt === recorded.startedAt;
}

/** Arguments of a living process as one line, empty when it is gone. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return askPs(pid, 'args=') ?? '';
  }
}

/** Field 22 of /proc/<pid>/stat; the name in field 2 may hold blanks, so count from its closing bracket. */
function readProcStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const isZombie = fields[0] === 'Z';
    return isZombie ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function askPs(pid: number, column: string): string | undefined {
  try {
    const output = execFileSync('ps', ['-p', String(pid), '-o', column], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return output.toString().trim() || undefined;
  } catch {
    return undefined;
  }
}
