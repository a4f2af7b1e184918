import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';

/** Log of one function: whatever it writes, and what Lambda would add about its end. */
export interface FunctionLog {
  write(text: string): void;
  close(): Promise<void>;
}

/** Appends to `<folder>/<function>.log`. The file is made at the first line. */
export function openFunctionLog(folder: string, functionName: string): FunctionLog {
  let stream: ReturnType<typeof createWriteStream> | undefined;
  return {
    write(text) {
      if (!stream) {
        mkdirSync(folder, { recursive: true });
        stream = createWriteStream(path.join(folder, `${functionName}.log`), { flags: 'a', mode: 0o600 });
      }
      stream.write(text.endsWith('\n') ? text : `${text}\n`);
    },
    close: () => new Promise((resolve) => (stream ? stream.end(() => resolve()) : resolve())),
  };
}
