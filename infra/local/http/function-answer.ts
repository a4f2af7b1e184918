import * as z from 'zod';

const Answer = z.object({
  statusCode: z.int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

/** An HTTP answer, ready to be sent. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/**
 * What a function returned, as an answer. Without a status code the value itself is the JSON body of a 200.
 * @returns nothing when the shape is wrong: the API answers 500 then
 */
export function toHttpAnswer(result: unknown): HttpAnswer | undefined {
  const hasStatus = typeof result === 'object' && result !== null && 'statusCode' in result;
  if (!hasStatus) return jsonAnswer(200, result);
  const parsed = Answer.safeParse(result).data;
  if (!parsed) return undefined;
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed;
  return {
    status: statusCode,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...lowerNames(headers),
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    },
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/** What the HTTP API answers itself: `{"message":"Not Found"}` and the like. */
export function ownAnswer(status: number, message: string): HttpAnswer {
  return jsonAnswer(status, { message });
}

function jsonAnswer(status: number, body: unknown): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(body)) };
}

function lowerNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
