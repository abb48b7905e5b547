/** SIP messages out of a stream of octets (RFC 3261 §18.3, §7.5; RFC 5626 §3.5.1). */

const HEADER_END = '\r\n\r\n';
/** Octets of one message beyond which the other side talks something else. */
const LONGEST = 262_144;

export type StreamItem =
  | { readonly type: 'message'; readonly text: string }
  /** A double CRLF between messages: the other side wants to see one CRLF. */
  | { readonly type: 'ping' };

export class MessageStream {
  #rest: Buffer = Buffer.alloc(0);

  /** What is complete with these octets; undefined when the stream cannot be read on. */
  push(chunk: Uint8Array): StreamItem[] | undefined {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const items: StreamItem[] = [];
    for (;;) {
      this.#skipKeepAlives(items);
      const headerEnd = this.#rest.indexOf(HEADER_END);
      if (headerEnd < 0) return this.#rest.length > LONGEST ? undefined : items;
      const bodyStart = headerEnd + HEADER_END.length;
      const length = contentLength(this.#rest.toString('latin1', 0, bodyStart));
      if (length === undefined || bodyStart + length > LONGEST) return undefined;
      if (this.#rest.length < bodyStart + length) return items;
      items.push({ type: 'message', text: this.#rest.toString('utf8', 0, bodyStart + length) });
      this.#rest = this.#rest.subarray(bodyStart + length);
    }
  }

  /** Takes line ends before a message; a lone CRLF at the end may be half a ping, so it waits. */
  #skipKeepAlives(items: StreamItem[]): void {
    for (;;) {
      const start = this.#rest.toString('latin1', 0, HEADER_END.length);
      if (start === HEADER_END) {
        items.push({ type: 'ping' });
        this.#rest = this.#rest.subarray(HEADER_END.length);
      } else if (start.startsWith('\r\n') && start !== '\r\n' && start !== '\r\n\r') {
        this.#rest = this.#rest.subarray(2);
      } else {
        return;
      }
    }
  }
}

/** Over a stream Content-Length is mandatory; without it nobody knows where the next message begins. */
function contentLength(head: string): number | undefined {
  const value = /\r\n(?:Content-Length|l)[ \t]*:[ \t]*(\d{1,7})[ \t]*\r\n/i.exec(head)?.[1];
  return value === undefined ? undefined : Number(value);
}
