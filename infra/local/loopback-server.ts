import type { Server } from 'node:http';
import { StartRefusal } from './start-refusal.ts';

/** Listens on 127.0.0.1 only; 0 takes a free port. A busy port is refused with one sentence. @returns the port */
export function listenOnLoopback(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const isBusy = 'code' in error && error.code === 'EADDRINUSE';
      reject(isBusy ? new StartRefusal(busyPort(port)) : error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

export function busyPort(port: number): string {
  return `Port ${port} is in use by another program; stop that one, or choose another with PORT, for example \`PORT=${port + 1} npm start\`.`;
}

/** Takes no new requests, lets those under way finish, then closes. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.once('close', () => clearInterval(sweep));
  });
}
