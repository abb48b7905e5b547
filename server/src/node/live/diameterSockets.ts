/** One Diameter node on TCP: connections, their peers, the base protocol (RFC 6733 §2.1, §5). */
import { createServer, type Server, type Socket } from 'node:net';
import { decodeDiameter, encodeDiameter } from '../../common/diameter/codec.ts';
import { avpText } from '../../common/diameter/message.ts';
import type { DiameterMessage } from '../../common/diameter/types.ts';
import { baseAnswer } from '../../common/sim/diameterBase.ts';
import type { DiameterNode } from '../../common/sim/diameterPeer.ts';
import { listen } from './endpoint.ts';

export interface DiameterEvents {
  /** A request for the application, or an answer to one of its requests. */
  message(message: DiameterMessage): void;
  /** A peer has introduced itself. */
  peer(host: string): void;
  trouble(message: string): void;
}

/** Octets of one message beyond which the other side talks something else. */
const LONGEST = 1_048_576;
const CONNECTIONS = 64;
const CAPABILITIES_EXCHANGE = 257;

export class DiameterSockets {
  readonly port: number;
  readonly #server: Server;
  readonly #address: string;
  readonly #node: DiameterNode;
  /** True once the peer has introduced itself. */
  readonly #connections = new Map<Socket, boolean>();
  /** Where the last message with this Origin-Host came from: a peer, or a relay before it. */
  readonly #routes = new Map<string, Socket>();
  #events: DiameterEvents = { message: () => {}, peer: () => {}, trouble: () => {} };

  private constructor(server: Server, address: string, port: number, node: DiameterNode) {
    this.#server = server;
    this.#address = address;
    this.port = port;
    this.#node = node;
  }

  /** Rejects when the address or port cannot be had. */
  static async open(address: string, port: number, node: DiameterNode): Promise<DiameterSockets> {
    const server = createServer();
    server.maxConnections = CONNECTIONS;
    return new DiameterSockets(server, address, await listen(server, address, port), node);
  }

  begin(events: DiameterEvents): void {
    this.#events = events;
    this.#server.on('connection', socket => this.#adopt(socket));
  }

  /** `host` is the Diameter identity of a node that has sent something. */
  send(host: string, message: DiameterMessage): void {
    const socket = this.#routes.get(host);
    if (socket === undefined) this.#events.trouble(`Diameter: there is no connection to "${host}".`);
    else socket.write(encodeDiameter(message));
  }

  #adopt(socket: Socket): void {
    let rest = Buffer.alloc(0);
    this.#connections.set(socket, false);
    socket.on('data', octets => {
      rest = Buffer.concat([rest, octets]);
      while (rest.length >= 4) {
        const length = rest.readUIntBE(1, 3);
        const isDiameter = rest[0] === 1 && length >= 20 && length % 4 === 0 && length <= LONGEST;
        if (!isDiameter) return this.#hangUp(socket, 'the octets are no Diameter message');
        if (rest.length < length) return;
        const message = decodeDiameter(rest.subarray(0, length));
        rest = rest.subarray(length);
        if (!message.ok) return this.#hangUp(socket, message.message.replace(/\.$/, ''));
        this.#take(socket, message.message);
      }
    });
    socket.on('error', error => this.#events.trouble(`Diameter: ${error.message}`));
    socket.on('close', () => this.#forget(socket));
  }

  #take(socket: Socket, message: DiameterMessage): void {
    const isIntroduction = message.command === CAPABILITIES_EXCHANGE && message.request;
    if (isIntroduction) this.#connections.set(socket, true);
    if (!this.#connections.get(socket)) {
      this.#hangUp(socket, 'the first message is no CER');
      return;
    }
    this.#routes.set(avpText(message.avps, 'Origin-Host') ?? '', socket);
    const answer = baseAnswer(message, this.#node, this.#address);
    if (answer !== undefined) socket.write(encodeDiameter(answer));
    if (isIntroduction) this.#events.peer(avpText(message.avps, 'Origin-Host') ?? '');
    // Answers of the base protocol are to nothing that this node asks.
    if (answer === undefined && message.application !== 0) this.#events.message(message);
  }

  #hangUp(socket: Socket, why: string): void {
    this.#events.trouble(`Diameter: ${why}; the connection is closed.`);
    socket.destroy();
  }

  #forget(socket: Socket): void {
    this.#connections.delete(socket);
    for (const [host, own] of this.#routes) if (own === socket) this.#routes.delete(host);
  }

  async close(): Promise<void> {
    for (const socket of this.#connections.keys()) socket.destroy();
    await new Promise<void>(resolve => this.#server.close(() => resolve()));
  }
}
