import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { StartRefusal } from '../start-refusal.ts';

const OLDEST_MAJOR = 17;
const WAYS_OUT =
  'install a Java 17+ runtime (for example `apt-get install openjdk-17-jre-headless`), or set JAVA_HOME or BACKOFFICE_JAVA to one';

/**
 * The Java that runs the table's engine: BACKOFFICE_JAVA (the program itself), else JAVA_HOME, else `java` of the PATH.
 * Refuses with one sentence when there is none or it is older than 17.
 */
export async function findJava(env: NodeJS.ProcessEnv): Promise<string> {
  const java = chooseJava(env);
  const banner = await askVersion(java);
  if (banner === undefined) throw new StartRefusal(`No Java found (tried ${java}): ${WAYS_OUT}.`);
  const major = parseJavaMajor(banner);
  if (major === undefined || major < OLDEST_MAJOR) {
    throw new StartRefusal(
      `${java} is Java ${major ?? 'of unknown version'}, too old for the table's engine: ${WAYS_OUT}.`,
    );
  }
  return java;
}

function chooseJava(env: NodeJS.ProcessEnv): string {
  if (env.BACKOFFICE_JAVA) return env.BACKOFFICE_JAVA;
  if (env.JAVA_HOME) return path.join(env.JAVA_HOME, 'bin', 'java');
  return 'java';
}

async function askVersion(java: string): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)(java, ['-version'], { timeout: 10_000 });
    return stdout + stderr;
  } catch {
    return undefined;
  }
}

/** `openjdk version "17.0.15"` is 17; before 9 the number stood second, as in `java version "1.8.0_412"`. */
export function parseJavaMajor(banner: string): number | undefined {
  const version = /version "(\d+)(?:\.(\d+))?/.exec(banner);
  if (!version) return undefined;
  return Number(version[1] === '1' && version[2] ? version[2] : version[1]);
}
