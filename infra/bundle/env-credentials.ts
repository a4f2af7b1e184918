/**
 * Stands in for `@aws-sdk/credential-provider-node` in every bundle (alias in `infra/build.ts`).
 *
 * Lambda puts the credentials of the function's role into three environment variables and so does the local
 * runner. The SDK's default chain would also carry SSO, process, ini-file, web-identity and instance metadata
 * readers: about 130 kB and a third of the import time, for sources that a function never has.
 */
export function defaultProvider() {
  return async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
    if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
      throw new Error('No AWS credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set.');
    }
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
    };
  };
}
