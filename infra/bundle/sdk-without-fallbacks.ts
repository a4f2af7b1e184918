import type { Plugin } from 'esbuild';

/**
 * Files of the SDK's core that a Lambda function never needs, and what stands in for them (4 kB of every bundle):
 * asking an EC2 host for the region, which Lambda has in `AWS_REGION`; and the token bucket of the adaptive retry mode,
 * where we retry ourselves and the mode is never set. Whoever sets it is told at once.
 */
const STAND_INS: Readonly<Record<string, string>> = {
  getInstanceMetadataRegion: 'export const getInstanceMetadataRegion = async () => undefined;',
  DefaultRateLimiter: `export class DefaultRateLimiter {
    constructor() { throw new Error('The adaptive retry mode is left out of this bundle.'); }
  }`,
};
const FILES =
  /[\\/]@smithy[\\/]core[\\/]dist-es[\\/].*[\\/](getInstanceMetadataRegion|DefaultRateLimiter)\.js$/;

export const sdkWithoutFallbacks: Plugin = {
  name: 'sdk-without-fallbacks',
  setup({ onLoad }) {
    onLoad({ filter: FILES }, ({ path }) => {
      const [, name = ''] = FILES.exec(path) ?? [];
      return { contents: STAND_INS[name] ?? '', loader: 'js' };
    });
  },
};
