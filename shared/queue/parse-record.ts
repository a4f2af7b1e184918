import type { SQSRecord } from 'aws-lambda';
import { CompanyId } from '../http/fields.ts';
import { fieldErrors } from '../http/validate.ts';
import type { DomainError } from '../kernel/errors.ts';
import { refuse } from './errors.ts';
import { NO_COMPANY } from './failed-message.ts';
import { Envelope, type MessageOf, type MessageSpec } from './message.ts';

export type Parsed<M extends MessageSpec> =
  | { readonly ok: true; readonly message: MessageOf<M> }
  | {
      readonly ok: false;
      readonly error: DomainError;
      readonly companyId: string;
      readonly type: string | undefined;
      readonly messageId: string | undefined;
    };

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a broken envelope still tells, so that its company sees it. */
function hints(value: unknown) {
  const { companyId, type, id } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  const company = CompanyId.safeParse(companyId);
  return {
    companyId: company.success ? company.data : NO_COMPANY,
    type: typeof type === 'string' ? type.slice(0, 128) : undefined,
    messageId: typeof id === 'string' ? id.slice(0, 128) : undefined,
  };
}

/** Reads one delivery. What cannot be read now can never be: an unknown type and a wrong shape are permanent. */
export function parseRecord<M extends MessageSpec>(record: SQSRecord, accepts: readonly M[]): Parsed<M> {
  const value = jsonOf(record.body);
  const failed = (error: DomainError): Parsed<M> => ({ ok: false, error, ...hints(value) });
  const envelope = Envelope.safeParse(value);
  if (!envelope.success) {
    const errors = fieldErrors(envelope.error, '');
    const what = errors.map(({ pointer, detail }) => `${pointer || 'body'}: ${detail}`).join('; ');
    return failed(refuse('platform.malformed-message', `The message is no envelope. ${what}`, { errors }));
  }
  const { id, type, companyId } = envelope.data;
  const spec = accepts.find((candidate) => candidate.type === type);
  if (!spec) return failed(refuse('platform.unknown-message-type', `This queue takes no message ${type}.`));
  const payload = spec.payload.safeParse(envelope.data.payload);
  if (!payload.success) {
    const errors = fieldErrors(payload.error, '');
    const what = errors.map(({ pointer, detail }) => `${pointer || 'payload'}: ${detail}`).join('; ');
    return failed(
      refuse('platform.malformed-message', `The payload of ${type} does not fit. ${what}`, { errors }),
    );
  }
  const attempt = Number(record.attributes.ApproximateReceiveCount);
  return { ok: true, message: { id, type, companyId, payload: payload.data, attempt } as MessageOf<M> };
}
