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

/** Who started a living process, as far as that one is still there. */
export function parentOf(pid: number): number | undefined {
  const parent = Number(readProcStat(pid)?.[1] ?? askPs(pid, 'ppid='));
  return Number.isInteger(parent) ? parent : undefined;
}

function readProcStart(pid: number): string | undefined {
  const fields = readProcStat(pid);
  const isZombie = fields?.[0] === 'Z';
  return isZombie ? undefined : fields?.[19];
}

/** Fields 3 (state) to the last of /proc/<pid>/stat; the name in field 2 may hold blanks, so count from its bracket. */
function readProcStat(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
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
