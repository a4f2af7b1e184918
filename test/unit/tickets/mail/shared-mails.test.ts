import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMail } from '../../../../functions/tickets/mail/read-mail.ts';

/* Mails of other programs' test suites, with what another parser makes of them (`../shared/data/mail`). */

const FOLDER = path.resolve(import.meta.dirname, '../../../../../shared/data/mail');
const names = existsSync(FOLDER) ? globSync('*/*.eml', { cwd: FOLDER }).toSorted() : [];

interface Part {
  readonly headers: readonly {
    readonly name: string | { readonly other: string };
    readonly value: unknown;
  }[];
  readonly is_encoding_problem: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}
interface Expected {
  readonly html_body: readonly number[];
  readonly text_body: readonly number[];
  readonly attachments: readonly number[];
  readonly parts: readonly Part[];
}

/** Broken mails that the two parsers mend differently; a subject that the other one gives up. */
const MENDED_DIFFERENTLY: Readonly<Record<string, string>> = {
  'legacy/020.eml': 'the subject has a letter that is not escaped: here it is read',
  'malformed/002.eml': 'a multipart without parts: the other one makes a file of its text',
  'malformed/008.eml': 'the inner parts are not ended: the other one makes a file of the second text',
  'malformed/011.eml': 'the inner parts are not ended: the other one makes a file of the second text',
  'malformed/020.eml': 'the inner parts have no beginning: here their HTML is found',
  'thirdparty/002.eml': 'Base64 with garbage behind it',
  'thirdparty/005.eml': 'UTF-16 as binary, and a boundary that begins no line',
};

const expectedOf = (name: string) =>
  JSON.parse(readFileSync(path.join(FOLDER, name.replace(/eml$/, 'json')), 'utf8')) as Expected;
// biome-ignore lint/suspicious/noExplicitAny: another program's tree
const header = ({ parts: [root] }: Expected, name: string): any =>
  root?.headers.find((one) => one.name === name)?.value;
const squeeze = (text: string) => text.replaceAll(/\s+/gu, ' ').trim();

describe.skipIf(names.length === 0)('mails of ../shared/data', () => {
  it.each(names)('%s is read as the other parser reads it', async (name) => {
    const mail = await readMail(readFileSync(path.join(FOLDER, name)));
    const expected = expectedOf(name);
    expect(mail.text.length + mail.files.length + expected.parts.length).toBeGreaterThan(0);
    if (MENDED_DIFFERENTLY[name]) return;
    expect(squeeze(mail.subject)).toBe(squeeze(header(expected, 'subject')?.Text ?? ''));
    const from = header(expected, 'from')?.Address;
    const sender = (from?.List ??
      from?.Group?.flatMap((group: { addresses: unknown[] }) => group.addresses))?.[0];
    expect(mail.from?.email).toBe(sender?.address?.toLowerCase());
    if (sender?.name) expect(mail.from?.name).toBe(squeeze(sender.name));
    expect([name, mail.files.length]).toEqual([name, expected.attachments.length]);
    const texts = expected.text_body.flatMap(
      (at) => (expected.parts[at]?.body.Text as string | undefined) ?? [],
    );
    if (texts.length > 0) expect(squeeze(mail.text)).toContain(squeeze(texts.join('\n')).slice(0, 200));
  });
});
