/** TCP: the octets of each direction of each connection in order (RFC 9293 §3.4), without retransmissions. */

export interface Segment {
  readonly source: string;
  readonly destination: string;
  readonly sequence: number;
  readonly syn: boolean;
  readonly data: Uint8Array;
  readonly at: number | undefined;
  /** Number of the packet, from 0. */
  readonly packet: number;
}

/** A run of octets without a gap. */
export interface Stream {
  readonly source: string;
  readonly destination: string;
  readonly octets: Uint8Array;
  /** Octets are missing between this run and the one before it. */
  readonly afterGap: boolean;
  /** The packet with which all octets before a position were there. */
  packetBefore(position: number): { readonly at: number | undefined; readonly packet: number };
}

interface Piece {
  /** Position in the direction's octets, from its first. */
  readonly offset: number;
  readonly segment: Segment;
}

interface Direction {
  /** Sequence number of the first octet. */
  readonly base: number;
  readonly pieces: Piece[];
}

export class TcpStreams {
  readonly #open = new Map<string, Direction>();
  readonly #all: Direction[] = [];

  add(segment: Segment): void {
    const key = `${segment.source} ${segment.destination}`;
    const base = (segment.sequence + (segment.syn ? 1 : 0)) >>> 0;
    let direction = this.#open.get(key);
    // A SYN with another number is a new connection on the same ports.
    if (!direction || (segment.syn && direction.base !== base && direction.pieces.length > 0)) {
      direction = { base, pieces: [] };
      this.#open.set(key, direction);
      this.#all.push(direction);
    }
    if (segment.data.length === 0) return;
    // Sequence numbers wrap; the difference does not, up to 2 GiB.
    direction.pieces.push({ offset: (base - direction.base) | 0, segment });
  }

  streams(): Stream[] {
    return this.#all.flatMap(direction => runs(direction.pieces));
  }
}

function runs(pieces: readonly Piece[]): Stream[] {
  const sorted = [...pieces].sort((left, right) => left.offset - right.offset);
  const streams: Stream[] = [];
  let run: Piece[] = [];
  let end = sorted[0]?.offset ?? 0;
  const close = (): void => {
    if (run.length > 0) streams.push(joined(run, streams.length > 0));
    run = [];
  };
  for (const { offset, segment } of sorted) {
    const stop = offset + segment.data.length;
    if (stop <= end) continue;
    if (offset > end) close();
    const fresh = Math.max(0, end - offset);
    run.push({
      offset: offset + fresh,
      segment: fresh > 0 ? { ...segment, data: segment.data.subarray(fresh) } : segment,
    });
    end = stop;
  }
  close();
  return streams;
}

function joined(run: readonly Piece[], afterGap: boolean): Stream {
  const start = run[0]?.offset ?? 0;
  const last = run.at(-1);
  const octets = new Uint8Array(last ? last.offset + last.segment.data.length - start : 0);
  // TCP delivers in order: an octet waits for the latest of all before it.
  const delivered: Segment[] = [];
  for (const { offset, segment } of run) {
    octets.set(segment.data, offset - start);
    const before = delivered.at(-1);
    delivered.push(before && before.packet > segment.packet ? before : segment);
  }
  return {
    source: last?.segment.source ?? '',
    destination: last?.segment.destination ?? '',
    octets,
    afterGap,
    packetBefore(position) {
      let [low, high] = [0, run.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((run[middle]?.offset ?? 0) - start < position) low = middle;
        else high = middle - 1;
      }
      const { at, packet = 0 } = delivered[low] ?? {};
      return { at, packet };
    },
  };
}
