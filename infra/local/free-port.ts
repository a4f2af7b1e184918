import { createServer } from 'node:net';

/** A port on the loopback that nobody listens on; `preferred` when it is free, so that addresses survive a restart. */
export async function findFreePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isFree(preferred)) === preferred) return preferred;
  const port = await isFree(0);
  if (port === undefined) throw new Error('This machine has no free port on its loopback.');
  return port;
}

function isFree(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? undefined) : undefined));
    });
  });
}
