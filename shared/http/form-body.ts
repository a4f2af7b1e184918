import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { refuse } from './errors.ts';

const FORM_TYPES = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i;
/** Fields and files of one form. */
const MAX_PARTS = 100;

/** A file that a browser sent; an empty choice is none. */
export interface FormFile {
  readonly field: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What a browser sends without scripts: of a field that stands twice, the last. */
export interface FormBody {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly FormFile[];
}

export type ReadForm = typeof readFormBody;

/** Reads a form, urlencoded or multipart: 413 above the limit, 415 for another type, 400 where it cannot be read. */
export async function readFormBody(event: APIGatewayProxyEventV2, limitBytes: number) {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > limitBytes)
    throw refuse('platform.too-large', `The form has ${bytes.length} bytes; ${limitBytes} are allowed.`);
  const type = event.headers['content-type'] ?? '';
  if (!FORM_TYPES.test(type))
    throw refuse('platform.unsupported-type', `The body is of type ${type || 'unknown'}, not a form.`);
  const data = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => {
    throw refuse('platform.malformed-request', 'The body is no form that can be read.');
  });
  return { value: await partsOf(data), bytes };
}

async function partsOf(data: FormData): Promise<FormBody> {
  const parts = [...data.entries()];
  if (parts.length > MAX_PARTS)
    throw refuse('platform.malformed-request', `A form has at most ${MAX_PARTS} fields and files.`);
  const fields: [string, string][] = [];
  const files: FormFile[] = [];
  for (const [field, part] of parts) {
    if (typeof part === 'string') fields.push([field, part.toWellFormed()]);
    else if (part.size > 0 || part.name !== '') {
      const content = new Uint8Array(await part.arrayBuffer());
      files.push({ field, fileName: part.name.toWellFormed(), mediaType: part.type, bytes: content });
    }
  }
  return { fields: Object.fromEntries(fields), files };
}
