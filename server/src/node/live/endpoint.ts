/** Addresses of live runs: how they are written, and which of them other machines reach. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIP, isIPv6, type Server } from 'node:net';
import type { Endpoint } from '../../common/sim/actor.ts';

/** `127.0.0.1:5060`, `[::1]:5060`; the port may be left out. */
export function endpointOf(text: string): Endpoint | undefined {
  const match = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(text);
  const address = match?.[1] ?? '';
  const port = Number(match?.[2] ?? 5060);
  const isAddress = isIP(address.replace(/^\[|\]$/g, '')) !== 0;
  return isAddress && port > 0 && port <= 65535 ? { address, port } : undefined;
}

/** With or without the brackets of IPv6. */
export function isLoopback(address: string): boolean {
  return /^127\./.test(address) || /^\[?::1\]?$/.test(address);
}

/** The address of this machine from which `remote` is reached; undefined without a route. Nothing is sent. */
export async function localAddressFor({ address, port }: Endpoint): Promise<string | undefined> {
  const host = address.replace(/^\[|\]$/g, '');
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  try {
    const connected = once(socket, 'connect');
    socket.connect(port, host);
    await connected;
    return socket.address().address;
  } catch {
    return undefined;
  } finally {
    socket.close();
  }
}

/** Lets a server listen; returns the port, which 0 leaves to the system. Rejects when it cannot be had. */
export async function listen(server: Server, address: string, port: number): Promise<number> {
  const listening = once(server, 'listening');
  server.listen({ host: address, port, exclusive: true });
  await listening;
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : port;
}
