import path from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { startBroker } from './broker/start-broker.ts';
import { choosePorts } from './choose-ports.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { settleDemo } from './demo-marker.ts';
import { type Endpoints, listEndpoints } from './endpoints.ts';
import { startEngine } from './engine/start-engine.ts';
import { createCallers } from './gate/callers.ts';
import { openLocalKms } from './gate/local-kms.ts';
import { startGate } from './gate/start-gate.ts';
import { openIssuer } from './http/issuer.ts';
import { startHttpApi } from './http/start-http-api.ts';
import { writeJsonFile } from './json-file.ts';
import { openMailFolder } from './mail/mail-folder.ts';
import { openState } from './open-state.ts';
import { OWN_CREDENTIALS } from './own-credentials.ts';
import { prepareAssembly } from './prepare/prepare-assembly.ts';
import { assertRightsOfSources } from './rights-of-sources.ts';
import { createBucketNotifier } from './sources/bucket-notifications.ts';
import { startSources } from './start-sources.ts';
import { startTables } from './start-tables.ts';
import { buildModel } from './template/build-model.ts';
import { loadStacks } from './template/load-stacks.ts';
import type { Model } from './template/model.ts';
import { REGION } from './template/place.ts';
import { createInvoker, type Invoker } from './workers/invoker.ts';

export interface RunnerOptions {
  /** Left out, everything lives in memory and is gone after the stop. */
  dataFolder?: string | undefined;
  /** Of the HTTP API; 0 or left out takes a free one. */
  port?: number;
  /** No demo company on a new installation. */
  empty?: boolean;
  /** Where to write the endpoints when everything answers; left out, into the data folder. */
  endpointsFile?: string | undefined;
  /** A cloud assembly made elsewhere; left out, the project's own is built and synthesized. */
  assembly?: string;
  /** Told of failed invocations, refused calls and broken sources, one line each. */
  report?: (line: string) => void;
  now?: () => Date;
}

export interface Runner {
  /** `http://127.0.0.1:<port>`. */
  api: string;
  endpoints: Endpoints;
  model: Model;
  invoker: Pick<Invoker, 'invoke'>;
  /** Folder of logs, state and keys. */
  folder: string;
  /** True when this start made the demo company. */
  madeDemo: boolean;
  /** Takes nothing new, lets everything under way finish, ends the engine. */
  stop(): Promise<void>;
}

/**
 * Serves the synthesized templates on this machine.
 * @throws StartRefusal when the person at the keyboard can mend what is wrong
 */
export async function startRunner(options: RunnerOptions = {}): Promise<Runner> {
  const folder = await openDataFolder(options.dataFolder);
  const stops: (() => Promise<void> | void)[] = [() => folder.release()];
  const endAll = async () => {
    for (let step = stops.pop(); step; step = stops.pop()) await step();
  };
  let ending: Promise<void> | undefined;
  const stop = () => {
    ending ??= endAll(); // asked twice, it ends once: every step needs the one before it
    return ending;
  };
  try {
    return { ...(await startParts(options, folder, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Stops = (() => Promise<void> | void)[];

async function startParts(
  options: RunnerOptions,
  folder: DataFolder,
  stops: Stops,
): Promise<Omit<Runner, 'stop'>> {
  const { report = () => undefined, now = () => new Date() } = options;
  const ports = await choosePorts(folder, options.port ?? 0);
  const [api, gateUrl] = [`http://127.0.0.1:${ports.api}`, `http://127.0.0.1:${ports.gate}`];
  const [assembly, engine] = await startTogether(options, folder, stops, report);
  const model = buildModel(loadStacks(assembly), { gateUrl, apiUrl: api });
  assertRightsOfSources(model);

  const engineStreams = await openState(folder, 'table', () => startTables(model.tables, engine.endpoint));
  const brokerFolder = folder.keeps ? folder.at('broker') : undefined;
  const broker = await openState(folder, 'broker', () => startBroker(model, brokerFolder));
  stops.push(() => broker.stop());
  const s3 = new S3Client({
    endpoint: broker.endpoint,
    region: REGION,
    forcePathStyle: true,
    credentials: OWN_CREDENTIALS,
  });
  const journalFile = folder.at('state', 'notified.jsonl');
  const notifier = createBucketNotifier({ s3, buckets: model.buckets, send: broker.send, journalFile, now });
  await notifier.catchUp();

  const keyFile = folder.at('keys', 'kms.json');
  const kms = await openState(folder, 'keys/kms.json', () => openLocalKms(model.keys, keyFile));
  const mails = openMailFolder(folder.at('mail'), now);
  const callers = createCallers(model.functions, folder.at('keys', 'functions.json'));
  const gate = await startGate({
    port: ports.gate,
    model,
    callers,
    dynamodb: engine.endpoint,
    broker: broker.endpoint,
    s3: { endpoint: broker.endpoint, client: s3, onObjectCreated: notifier.notify },
    kms,
    mails,
    onRefusal: ({ function: fn }, { action, resource }) =>
      report(`${fn.shortName} lacks ${action} on ${resource}`),
  });
  stops.push(() => gate.stop());
  // Beside the bundles, and gone with them; what is made elsewhere is not written to.
  const compileCache = options.assembly === undefined ? path.join(assembly, 'compile-cache') : undefined;
  const logFolder = folder.at('logs');
  const invoker = createInvoker(callers, { gateUrl, logFolder, compileCache, onFailure: report });
  stops.push(() => invoker.stop());
  const sources = {
    model,
    broker,
    invoker,
    folder,
    dynamodb: engine.endpoint,
    engineStreams,
    now,
    onError: report,
  };
  stops.push(await startSources(sources));
  const issuer = await openIssuer(api, folder.at('keys', 'issuer.json'));
  const http = await startHttpApi({ port: ports.api, api: model.api, issuer, invoker, mails, now });
  stops.push(() => http.stop());

  const endpoints = listEndpoints(model, { api, gate: gateUrl, dynamodb: engine.endpoint });
  writeJsonFile(options.endpointsFile ?? folder.at('endpoints.json'), endpoints);
  const madeDemo = await settleDemo(folder.at('state', 'demo.json'), api, options.empty ?? false);
  return { api, endpoints, model, invoker, folder: folder.path, madeDemo };
}

/** Java takes a second or two to come up: build and synthesis are checked, or done, meanwhile. */
async function startTogether(
  options: RunnerOptions,
  folder: DataFolder,
  stops: Stops,
  report: (line: string) => void,
) {
  const starting = startEngine({
    ...(folder.keeps && { folder: folder.path }),
    onUnexpectedEnd: (reason) =>
      report(`The table's engine ended by itself (${reason}); stop and start again.`),
  });
  const unused = () => undefined;
  stops.push(() => starting.then((engine) => engine.stop(), unused));
  return Promise.all([options.assembly ?? prepareAssembly(), starting]);
}
