import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** Connections to the engines stay open: a new one per call would double the time of a small call. */
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** What to send on; the body is what was buffered, or else the incoming stream. */
export interface ForwardedCall {
  upstream: string;
  incoming: IncomingMessage;
  body?: Buffer | undefined;
  headers?: Record<string, string>;
  /** Where the engine serves it; where the call came to unless said. */
  path?: string | undefined;
}

/** Sends a call on to an engine and gives back its answer, body still unread. */
export function callUpstream({
  upstream,
  incoming,
  body,
  headers,
  path,
}: ForwardedCall): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path ?? incoming.url ?? '/', upstream), {
      method: incoming.method ?? 'GET',
      headers: { ...incoming.headers, ...headers, ...(body && { 'content-length': String(body.length) }) },
      agent,
    });
    sent.once('response', resolve);
    sent.once('error', reject);
    if (body) sent.end(body);
    else incoming.pipe(sent);
  });
}

/** Hands the engine's answer to the caller as it comes. */
export async function passOn(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  await pipeline(answer, response);
}

export async function readBody(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
