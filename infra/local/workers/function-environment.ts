import type { Caller } from '../gate/callers.ts';
import { REGION } from '../template/place.ts';

const GATED_SERVICES = ['DYNAMODB', 'DYNAMODB_STREAMS', 'SQS', 'SNS', 'S3', 'KMS', 'SESV2'];

/** The whole environment of a function: its own variables, and what Lambda sets. Nothing of the shell leaks in. */
export function environmentOf({ function: fn, ...keys }: Caller, gateUrl: string): Record<string, string> {
  const endpoints = Object.fromEntries(
    GATED_SERVICES.map((service) => [`AWS_ENDPOINT_URL_${service}`, gateUrl]),
  );
  return {
    ...fn.environment,
    ...endpoints,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_LAMBDA_FUNCTION_NAME: fn.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    LAMBDA_TASK_ROOT: fn.folder,
    _HANDLER: fn.handler,
    TZ: 'UTC',
    // SDKs look for settings of the person at the keyboard; a function on Lambda has none.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
