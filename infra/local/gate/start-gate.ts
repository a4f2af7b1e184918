import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback } from '../loopback-server.ts';
import { demandsOfSes, serveSes } from '../mail/local-ses.ts';
import type { MailFolder } from '../mail/mail-folder.ts';
import type { Model } from '../template/model.ts';
import type { Caller } from './callers.ts';
import { demandsOfDynamoDb, demandsOfStreams } from './demands-dynamodb.ts';
import { demandsOfKms, demandsOfSns, demandsOfSqs } from './demands-messaging.ts';
import { demandsOfS3, readObjectAddress } from './demands-s3.ts';
import { callUpstream, passOn, readBody } from './forward.ts';
import { findService, type GateRequest, operationOf, readSigner, type Service } from './gate-request.ts';
import { type Demand, isAllowed } from './policy.ts';
import { findPresignedFault } from './presigned.ts';
import { findQueueUrl } from './queue-url.ts';
import { accessDenied, type GateAnswer, jsonError, s3Error } from './refusals.ts';
import { type S3Backend, serveS3 } from './serve-s3.ts';

export interface GateOptions {
  port: number;
  model: Model;
  callers: readonly Caller[];
  dynamodb: string;
  broker: string;
  s3: S3Backend;
  kms: (operation: string, body: unknown) => GateAnswer;
  mails: MailFolder;
  /** Told of every refusal: a grant is missing in the stacks, or a function does what it should not. */
  onRefusal(caller: Caller, demand: Demand): void;
}

interface Exchange {
  incoming: IncomingMessage;
  response: ServerResponse;
  call: GateRequest;
  service: Service;
  /** Nothing for outside programs: only functions are held to a role. */
  caller: Caller | undefined;
}

/** The one way from functions to AWS's services on this machine. It refuses what the function's role does not allow. */
export async function startGate(options: GateOptions): Promise<{ stop(): Promise<void> }> {
  const server = createServer((incoming, response) => {
    serve(options, incoming, response).then(
      (answer) => answer && send(response, answer),
      (error: unknown) => send(response, jsonError(500, 'InternalFailure', String(error))),
    );
  });
  server.requestTimeout = 0;
  await listenOnLoopback(server, options.port);
  return { stop: () => closeServer(server) };
}

async function serve(options: GateOptions, incoming: IncomingMessage, response: ServerResponse) {
  const exchange = await openExchange(options, incoming, response);
  const { call, caller, service } = exchange;
  const fault = caller && service === 's3' ? presignedFault(call, caller) : undefined;
  if (fault) return s3Error(403, 'AccessDenied', fault);
  if (caller) {
    const refused = readDemands(options.model, exchange).find(
      (demand) => !isAllowed(caller.function.statements, demand),
    );
    if (refused) {
      options.onRefusal(caller, refused);
      return accessDenied(service, describeRefusal(caller, refused));
    }
  }
  if (service === 'kms') return options.kms(operationOf(call), JSON.parse(call.body.toString()));
  if (service === 'ses') return serveSes(options.mails, call);
  if (service === 's3') return serveS3(options.s3, { ...toS3Exchange(exchange), mayList: mayList(exchange) });
  if (service === 'sqs' && operationOf(call) === 'GetQueueUrl')
    return findQueueUrl(options.model.queues, call);
  const upstream = service === 'dynamodb' || service === 'streams' ? options.dynamodb : options.broker;
  // Some clients post to the URL of the queue instead of `/`; what they mean stands in the body.
  const path = service === 'sqs' ? '/' : undefined;
  await passOn(await callUpstream({ upstream, incoming, body: call.body, path }), response);
  return undefined;
}

async function openExchange(
  options: GateOptions,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<Exchange> {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
  );
  const url = new URL(incoming.url ?? '/', `http://${headers.host ?? 'localhost'}`);
  const signer = readSigner({ headers, url });
  const service = findService({ headers }, signer);
  const streams = service === 's3' && !url.searchParams.has('delete');
  const body = streams ? Buffer.alloc(0) : await readBody(incoming);
  const caller = options.callers.find((candidate) => candidate.accessKeyId === signer?.accessKeyId);
  return {
    incoming,
    response,
    service,
    caller,
    call: { method: incoming.method ?? 'GET', url, headers, body },
  };
}

function readDemands(model: Model, { call, service }: Exchange): Demand[] {
  const text = call.body.toString();
  switch (service) {
    case 'dynamodb':
      return demandsOfDynamoDb(operationOf(call), JSON.parse(text), model.tables);
    case 'streams':
      return demandsOfStreams(operationOf(call), JSON.parse(text));
    case 'sqs':
      return demandsOfSqs(operationOf(call), JSON.parse(text));
    case 'kms':
      return demandsOfKms(operationOf(call), JSON.parse(text), model.keys);
    case 'sns':
      return demandsOfSns(new URLSearchParams(text));
    case 'ses':
      return demandsOfSes(call);
    case 's3':
      return demandsOfS3({ ...call, body: text });
  }
}

function presignedFault(call: GateRequest, caller: Caller): string | undefined {
  if (!call.url.searchParams.has('X-Amz-Signature')) return undefined;
  return findPresignedFault(call, caller.secretAccessKey, new Date());
}

function mayList({ call, caller }: Exchange): boolean {
  const resource = `arn:aws:s3:::${readObjectAddress(call.url).bucket}`;
  return !caller || isAllowed(caller.function.statements, { action: 's3:ListBucket', resource });
}

function toS3Exchange({ incoming, response, call }: Exchange) {
  return { incoming, response, url: call.url, body: call.body.length > 0 ? call.body : undefined };
}

function describeRefusal({ function: fn }: Caller, { action, resource }: Demand): string {
  return `${fn.shortName} is not authorized to perform: ${action} on resource: ${resource} because no policy of its role allows the ${action} action`;
}

function send(response: ServerResponse, { status, headers, body }: GateAnswer): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
