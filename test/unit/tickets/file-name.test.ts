import { expect, it } from 'vitest';
import { harmlessName } from '../../../functions/tickets/domain/file-name.ts';

it.each([
  ['report.pdf', 'report.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\temp\\a.txt', 'a.txt'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['a\r\nb.txt', 'ab.txt'],
  ['...', 'file'],
  ['', 'file'],
  [`${'x'.repeat(200)}.docx`, `${'x'.repeat(145)}.docx`],
])('%j is saved as %j', (name, harmless) => expect(harmlessName(name)).toBe(harmless));
