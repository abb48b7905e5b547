/** One SIP end on UDP and TCP at the same port. */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, isIPv6, type Server, type Socket } from 'node:net';
import type { Endpoint } from '../../common/sim/actor.ts';
import type { LivePacket } from '../../common/sim/live.ts';
import { listen } from './endpoint.ts';
import { MessageStream } from './messageStream.ts';

export interface SocketEvents {
  packet(packet: LivePacket): void;
  /** No connection could be had for this packet. */
  refused(packet: LivePacket, reason: string): void;
  /** Something went wrong that ends nothing: a packet that could not be sent, a stream that is no SIP. */
  trouble(message: string): void;
}

/** Connections that may stand at the same time. */
const CONNECTIONS = 256;

/** An address as SIP writes it: IPv6 in brackets (RFC 3261 §25.1, host). */
function sipAddress(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIPv6(plain) ? `[${plain}]` : plain;
}

function socketAddress(address: string): string {
  return address.replace(/^\[|\]$/g, '');
}

function keyOf({ address, port }: Endpoint): string {
  return `${address}:${port}`;
}

export class SipSockets {
  readonly local: Endpoint;
  readonly #udp: UdpSocket;
  readonly #server: Server;
  readonly #connections = new Map<string, Socket>();
  /** What waits for a connection. */
  readonly #waiting = new Map<Socket, LivePacket[]>();
  #events: SocketEvents = { packet: () => {}, refused: () => {}, trouble: () => {} };

  private constructor(local: Endpoint, udp: UdpSocket, server: Server) {
    this.local = local;
    this.#udp = udp;
    this.#server = server;
  }

  /** Binds both; port 0 takes one that is free. Rejects when an address or port cannot be had. */
  static async open(address: string, port: number): Promise<SipSockets> {
    const server = createServer();
    server.maxConnections = CONNECTIONS;
    const chosen = await listen(server, address, port);
    const udp = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    try {
      const isBound = once(udp, 'listening');
      udp.bind({ address, port: chosen, exclusive: true });
      await isBound;
    } catch (error) {
      server.close();
      throw error;
    }
    return new SipSockets({ address: sipAddress(address), port: chosen }, udp, server);
  }

  /** Hands over what comes in from now on; to be called before anything else can happen. */
  begin(events: SocketEvents): void {
    this.#events = events;
    this.#udp.on('message', (octets, { address, port }) => {
      this.#deliver(octets.toString('utf8'), 'UDP', { address: sipAddress(address), port });
    });
    this.#udp.on('error', error => events.trouble(`UDP: ${error.message}`));
    this.#server.on('connection', socket => this.#adopt(socket));
  }

  #deliver(text: string, protocol: 'UDP' | 'TCP', source: Endpoint): void {
    // Keep-alives are no messages (RFC 5626 §3.5, and the zero octets that some send).
    if (!/[A-Za-z]/.test(text)) return;
    this.#events.packet({ text, path: { protocol, source, destination: this.local } });
  }

  send(packet: LivePacket): void {
    const { text, path } = packet;
    const { destination, protocol } = path;
    if (protocol === 'UDP') {
      this.#sendDatagram(text, destination);
      return;
    }
    const socket = this.#connectionTo(destination);
    if (socket.connecting) this.#waiting.set(socket, [...(this.#waiting.get(socket) ?? []), packet]);
    socket.write(text);
  }

  #sendDatagram(text: string, destination: Endpoint): void {
    const failed = (error: Error | null): void => {
      if (error !== null) this.#events.trouble(`${keyOf(destination)}: ${error.message}`);
    };
    try {
      this.#udp.send(text, destination.port, socketAddress(destination.address), failed);
    } catch (error) {
      // A port out of range, which a Via may name.
      failed(error instanceof Error ? error : null);
    }
  }

  #connectionTo(destination: Endpoint): Socket {
    const standing = this.#connections.get(keyOf(destination));
    if (standing !== undefined) return standing;
    const socket = connect({ host: socketAddress(destination.address), port: destination.port });
    this.#adopt(socket, destination);
    return socket;
  }

  #adopt(socket: Socket, known?: Endpoint): void {
    const { remoteAddress = '', remotePort = 0 } = socket;
    const source = known ?? { address: sipAddress(remoteAddress), port: remotePort };
    const key = keyOf(source);
    const stream = new MessageStream();
    this.#connections.set(key, socket);
    socket.on('data', octets => {
      const items = stream.push(octets);
      if (items === undefined) {
        this.#events.trouble(`${key}: the stream has no SIP message with Content-Length; the connection is closed.`);
        socket.destroy();
      }
      for (const item of items ?? []) {
        if (item.type === 'ping') socket.write('\r\n');
        else this.#deliver(item.text, 'TCP', source);
      }
    });
    socket.on('connect', () => this.#waiting.delete(socket));
    socket.on('error', error => {
      this.#events.trouble(`${key}: ${error.message}`);
      for (const packet of this.#waiting.get(socket) ?? []) this.#events.refused(packet, error.message);
      this.#waiting.delete(socket);
    });
    socket.on('close', () => this.#connections.delete(key));
  }

  async close(): Promise<void> {
    for (const socket of this.#connections.values()) socket.destroy();
    await Promise.all([
      new Promise<void>(resolve => this.#udp.close(resolve)),
      new Promise<void>(resolve => this.#server.close(() => resolve())),
    ]);
  }
}

/** What `opening` gives, or one sentence why it fails. */
export async function opened<T>(opening: Promise<T>): Promise<T | string> {
  try {
    return await opening;
  } catch (error) {
    if (!(error instanceof Error)) return 'The port cannot be opened.';
    if (isInUse(error)) return 'The port is in use by another program: choose another one, or 0 for any that is free.';
    return `The port cannot be opened: ${error.message}.`;
  }
}

function isInUse(error: Error): boolean {
  return 'code' in error && error.code === 'EADDRINUSE';
}
