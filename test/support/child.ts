import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** A start reads some thousand modules; compiled by an earlier start they cost a fifth of its time less. Kept by content. */
const COMPILE_CACHE = fileURLToPath(new URL('../../build/compile-cache', import.meta.url));

/** A Node process of a test, with what it has printed so far. */
export interface Child {
  process: ChildProcess;
  output(): string;
  /** Exit code, or null after a signal. */
  ended: Promise<number | null>;
  /** Waits for a line that holds a text. @throws Error with the output when the process ends before */
  saw(text: string): Promise<string>;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts a script of the project. */
export function startChild(script: string, args: string[], env: Record<string, string> = {}): Child {
  const inherited = { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE };
  const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, env: { ...inherited, ...env } });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    process: child,
    output: () => printed,
    ended,
    async saw(text) {
      let isOver = false;
      ended.then(() => {
        isOver = true;
      });
      for (;;) {
        const line = printed.split('\n').find((candidate) => candidate.includes(text));
        if (line !== undefined) return line;
        if (isOver) throw new Error(`The process ended without saying "${text}":\n${printed}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
