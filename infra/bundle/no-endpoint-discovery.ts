/**
 * Stands in for `@aws-sdk/middleware-endpoint-discovery`. DynamoDB's client still configures it, though no command
 * of this SDK version uses it; the real one brings an LRU cache along (9 kB).
 */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: undefined,
};

export function resolveEndpointDiscoveryConfig<T>(input: T): T {
  return input;
}
