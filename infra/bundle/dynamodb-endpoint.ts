import type { Plugin } from 'esbuild';

const RESOLVER = /[\\/]client-dynamodb[\\/]dist-es[\\/]endpoint[\\/]endpointResolver\.js$/;

/**
 * DynamoDB's regional endpoint, or the configured one. The SDK's own resolver carries rules for every partition,
 * FIPS, dual stack and account endpoints (16 kB, interpreted at the first call); a Lambda talks to its own region.
 */
const CONTENTS = `
export function defaultEndpointResolver({ Endpoint, Region }) {
  const domain = Region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return { url: new URL(Endpoint ?? 'https://dynamodb.' + Region + '.' + domain), headers: {}, properties: {} };
}
`;

export const dynamodbEndpoint: Plugin = {
  name: 'dynamodb-endpoint',
  setup({ onLoad }) {
    onLoad({ filter: RESOLVER }, () => ({ contents: CONTENTS, loader: 'js' }));
  },
};
