import { readFileSync } from 'node:fs';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { platformBindings } from './bindings.ts';
import { connectQueues } from './queues.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, STAGE: z.string().min(1) }));
const table = connectTable(config);

/** By the endpoint of the environment: the host in a queue's URL is known on AWS, and not on every machine. */
const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });

/** The build puts the generated document beside the bundle: it costs nothing until it is asked for. */
function readOpenApi(): string {
  return readFileSync(new URL('./openapi.json', import.meta.url), 'utf8');
}

export const handler = api(
  { table, membershipOf: companiesReader(table).membershipOf },
  ...platformBindings({
    table,
    queues: connectQueues(sqs, config.STAGE),
    version: packageJson.version,
    readOpenApi,
  }),
);
