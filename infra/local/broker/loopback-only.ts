import { subscribe } from 'node:diagnostics_channel';
import { isIP, Socket } from 'node:net';

const guardedPorts = new Set<number>();
let watching = false;

/**
 * Cuts off whoever reaches a port of this process from another machine. fauxqs listens on all addresses and takes no
 * option for it; queues that book entries must not be open to the network.
 * @returns lifts the guard
 */
export function keepToLoopback(port: number): () => void {
  guardedPorts.add(port);
  if (!watching) {
    watching = true;
    subscribe('net.server.socket', (message) => {
      const socket =
        typeof message === 'object' && message !== null && 'socket' in message ? message.socket : undefined;
      if (socket instanceof Socket && isForeign(socket)) socket.destroy();
    });
  }
  return () => guardedPorts.delete(port);
}

function isForeign({ localPort, remoteAddress }: Socket): boolean {
  return guardedPorts.has(localPort ?? 0) && !isLoopback(remoteAddress ?? '');
}

/** 127.0.0.0/8 and ::1, also in their IPv4-mapped form. */
export function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}
