import type { DeliveryReport } from '../domain/mail/parsed-mail.ts';

/** Fields are at the beginning of a report, and of the mail that it returns. */
const LOOKED_AT = 50_000;

function field(text: string, name: string): string | undefined {
  return new RegExp(`^${name}:[ \\t]*(.{1,500}?)[ \\t]*$`, 'im').exec(text)?.[1];
}

/**
 * Reads the fields of a delivery report (RFC 3464, 2.3): action, status, final recipient; and the Message-ID of the mail that it is on,
 * from the headers that it returns. What names several recipients is read for the first that failed.
 */
export function readDeliveryReport(status: string, original: string): DeliveryReport {
  const blocks = status
    .slice(0, LOOKED_AT)
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/);
  const told = blocks.filter((block) => field(block, 'Action') !== undefined);
  const block = told.find((one) => field(one, 'Action')?.toLowerCase() === 'failed') ?? told[0] ?? '';
  const recipient = (field(block, 'Final-Recipient') ?? field(block, 'Original-Recipient'))
    ?.split(';')
    .at(-1)
    ?.trim()
    .toLowerCase();
  const headers = original.slice(0, LOOKED_AT).replaceAll(/\r?\n[ \t]+/g, ' ');
  return {
    action: field(block, 'Action')?.toLowerCase() ?? 'failed',
    status: /\d\.\d{1,3}\.\d{1,3}/.exec(field(block, 'Status') ?? '')?.[0],
    recipient,
    messageId: /<([^\s<>]{1,250})>/.exec(field(headers, 'Message-ID') ?? '')?.[1],
  };
}
