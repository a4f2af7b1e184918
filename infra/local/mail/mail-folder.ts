import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REGION } from '../template/place.ts';

/** Mails that were sent on this machine: files in the data folder, for whoever wants to look. */
export interface MailFolder {
  /** Keeps a message as SES would send it. @returns SES's id of it */
  keep(raw: Buffer): string;
  /** Names of files, the newest first, at most so many. */
  list(limit: number): string[];
  /** A file by its name; undefined where there is none. */
  read(name: string): Buffer | undefined;
}

const NAME = /^\d{8}T\d{9}Z-[0-9a-f-]{36}\.eml$/;

export function openMailFolder(folder: string, now: () => Date): MailFolder {
  mkdirSync(folder, { recursive: true });
  return {
    keep(raw) {
      const id = randomUUID();
      const name = `${now().toISOString().replaceAll(/[-:.]/g, '')}-${id}.eml`;
      // Written beside its place: whoever lists the folder meanwhile sees no half mail.
      writeFileSync(path.join(folder, `${name}.part`), asSesSends(raw, id, now()));
      renameSync(path.join(folder, `${name}.part`), path.join(folder, name));
      return id;
    },
    list: (limit) =>
      readdirSync(folder)
        .filter((name) => NAME.test(name))
        .sort()
        .reverse()
        .slice(0, limit),
    read: (name) => {
      if (!NAME.test(name)) return undefined;
      try {
        return readFileSync(path.join(folder, name));
      } catch {
        return undefined;
      }
    },
  };
}

/** SES puts its own Message-ID and the moment in the place of what a message says; all else it leaves. */
function asSesSends(raw: Buffer, id: string, now: Date): Buffer {
  const text = raw.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const head = (end < 0 ? text : text.slice(0, end)).replaceAll(/\r\n(?=[ \t])/g, '\u0000');
  const kept = head.split('\r\n').filter((line) => !/^(?:message-id|date):/i.test(line));
  const date = now.toUTCString().replace('GMT', '+0000');
  const headers = [...kept, `Message-ID: <${id}@${REGION}.amazonses.com>`, `Date: ${date}`].join('\r\n');
  return Buffer.from(`${headers.replaceAll('\u0000', '\r\n')}${end < 0 ? '' : text.slice(end)}`, 'latin1');
}
