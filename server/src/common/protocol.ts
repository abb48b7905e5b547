/**
 * The custom requests between client and server: the only server file that the client imports.
 *
 * Types only travel as JSON; positions are LSP positions (lines and UTF-16 characters from 0).
 */

export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Runs a flow from the message at `position`; the document is the server's current text, saved or not. */
export const RUN_FLOW = 'sipwright/runFlow';

export interface RunFlowParams {
  readonly uri: string;
  readonly position: Position;
  /** Flow id; the server picks the one that fits the message when absent. */
  readonly flow?: string;
  readonly seed?: number;
}

/** One arrow or note of the ladder. */
export interface LadderEvent {
  readonly n: number;
  /** Virtual milliseconds. */
  readonly at: number;
  readonly kind: 'sip' | 'diameter' | 'dns' | 'bearer' | 'ipsec' | 'note' | 'timer';
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly clause?: string;
  readonly failed?: boolean;
  readonly secured?: boolean;
  /** Why, one sentence each. */
  readonly because?: readonly string[];
  /** First line of this event's message in the transcript. */
  readonly transcriptLine?: number;
}

export interface Ladder {
  readonly title: string;
  readonly actors: readonly { readonly id: string; readonly label: string; readonly address?: string }[];
  readonly events: readonly LadderEvent[];
  readonly outcome: { readonly status: string; readonly code?: number; readonly reason: string };
}

export interface BecauseLink {
  readonly message: string;
  readonly spec: string;
  readonly specUrl?: string;
  /** In the authored document. */
  readonly range?: Range;
  readonly config?: string;
}

export type RunFlowResult =
  | {
      readonly ok: true;
      readonly flow: string;
      readonly title: string;
      readonly outcome: { readonly status: string; readonly code?: number; readonly reason: string };
      readonly because: readonly BecauseLink[];
      /** The whole run as a `.sip` document. */
      readonly transcript: string;
      readonly ladder: Ladder;
    }
  /** The message cannot start a flow: one sentence that says what is missing and where. */
  | { readonly ok: false; readonly message: string; readonly range?: Range };

/** Computes the challenge and the answer for the REGISTER at `position` as text to insert below it. */
export const INSERT_CHALLENGE_AND_ANSWER = 'sipwright/insertChallengeAndAnswer';

export interface InsertParams {
  readonly uri: string;
  readonly position: Position;
}

export type InsertResult =
  | { readonly ok: true; readonly version: number | null; readonly position: Position; readonly text: string }
  | { readonly ok: false; readonly message: string };

/** A report of the authentication bench about the message at `position`, for a document that is thrown away. */
export const SHOW_REPORT = 'sipwright/showReport';

export interface ReportParams {
  readonly uri: string;
  readonly position: Position;
  readonly report:
    | 'verifyCredentials'
    | 'decodeNonce'
    | 'saTable'
    | 'saTableWithKeys'
    | 'deriveIdentities'
    | 'revealChain';
}

export type ReportResult =
  /** Markdown. With `confidential` it holds keys: it is shown once and never kept, logged or sent anywhere. */
  | { readonly ok: true; readonly title: string; readonly text: string; readonly confidential: boolean }
  | { readonly ok: false; readonly message: string };

/** An edit of the authentication bench in the message at `position`. */
export const COMPUTE_EDIT = 'sipwright/computeEdit';

export interface ComputeEditParams {
  readonly uri: string;
  readonly position: Position;
  readonly edit: 'computeResponse' | 'buildChallenge' | 'makeAuts';
}

export type ComputeEditResult =
  | {
      readonly ok: true;
      /** Of the document that the edits are for. */
      readonly version: number;
      readonly edits: readonly { readonly range: Range; readonly newText: string }[];
    }
  | { readonly ok: false; readonly message: string };

/** The server asks the client for a secret by name (`${secret:name}`); `null` when there is none. */
export const READ_SECRET = 'sipwright/readSecret';
/** The server asks the client for the text of a workspace file beside `uri`, `null` when there is none. */
export const READ_CONFIGURATION = 'sipwright/readConfiguration';

/** Text of the configuration files that apply to a document, read by the client through `vscode.workspace.fs`. */
export interface ConfigurationFiles {
  /** `sipwright.json`. */
  readonly uri: string | null;
  readonly text: string | null;
  /** `sipwright.private.json`. */
  readonly privateUri: string | null;
  readonly privateText: string | null;
}

/** The client tells the server that a configuration file changed, was made or removed. */
export const CONFIGURATION_CHANGED = 'sipwright/configurationChanged';

/** What the client tells in `initialize`. */
export interface InitializationOptions {
  /** The client answers READ_CONFIGURATION and READ_SECRET (VS Code); otherwise the server reads files itself. */
  readonly readsConfiguration?: boolean;
}
