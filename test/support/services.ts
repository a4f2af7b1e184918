import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';

export interface TestServices {
  readonly server: FauxqsServer;
  readonly sqs: SQSClient;
  readonly s3: S3Client;
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** SQS and S3 in this process, on a free port, keeping nothing. */
export async function startServices(): Promise<TestServices> {
  const server = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = { endpoint, region: 'eu-central-1', credentials };
  const s3 = new S3Client({
    ...client,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return { server, sqs: new SQSClient(client), s3, endpoint, stop: () => server.stop() };
}
