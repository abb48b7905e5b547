/** What an import gives back, and what its stages hand to one another. */

/** One change that was made to the text of a message, so that a person can check it. */
export interface Repair {
  /** Line of the imported text, from 0. */
  readonly line: number;
  /** What was wrong and what was done, without a full stop: `misspelt header name`. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** The diagnostic that the linter would have given. */
  readonly rule?: string;
  readonly spec?: string;
}

/** One SIP message as it was found. */
export interface TraceMessage {
  /** Start-line, header fields, an empty line, body; line ends are LF. */
  readonly text: string;
  /** A heading that stood above it. */
  readonly title?: string | undefined;
  readonly marks: Marks;
  /** Directives and comments of a `.sip` file, each with its `#`, and what is to be said about this message. */
  readonly comments: readonly string[];
  /** Line of the imported text, or number of the packet, from 0. */
  readonly line: number;
}

/** Where and when a message was seen, as far as the trace says so. */
export interface Marks {
  /** Seconds: since 1970-01-01 UTC when `dated`, otherwise since midnight. */
  readonly at?: number;
  readonly dated?: boolean;
  /** `address:port`, the address of IPv6 in brackets. */
  readonly from?: string;
  readonly to?: string;
}

export interface ImportResult {
  /** The `.sip` document; empty when nothing was found. Line ends are LF. */
  readonly text: string;
  readonly messages: number;
  readonly repairs: readonly Repair[];
  /** Sentences about what was left out, and why. */
  readonly notes: readonly string[];
  /** Why reading stopped early; what was read until then is in `text`. */
  readonly fault?: string | undefined;
}
