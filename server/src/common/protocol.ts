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
  readonly faults?: readonly FaultSetting[];
  /** One value of the configuration that this run has otherwise. */
  readonly change?: SettingChange;
  /** The subscriber sends its own first message instead of the one at the position. */
  readonly isOwn?: boolean;
  /** An end as `# @expect` writes it; the result then says whether the run ended so. */
  readonly expected?: string;
}

/** A fault of the run, `{ name: 'drop', value: 'MAA' }`. */
export interface FaultSetting {
  readonly name: string;
  readonly value?: string;
}

/** `network.minExpires` and the text of its value: JSON, or the words themselves. */
export interface SettingChange {
  readonly path: string;
  readonly value: string;
}

/** What can be run from a document, and what can be changed about a run. */
export const LIST_FLOWS = 'sipwright/listFlows';

export interface ListFlowsResult {
  readonly groups: readonly {
    readonly title: string;
    readonly flows: readonly {
      readonly id: string;
      readonly title: string;
      readonly description: string;
      readonly clause: string;
    }[];
  }[];
  readonly faults: readonly {
    readonly name: string;
    readonly title: string;
    /** What the value means; absent when the fault takes none. */
    readonly value?: string;
  }[];
  readonly settings: readonly {
    readonly path: string;
    readonly description: string;
    /** All that may stand there, where that is a list. */
    readonly choices?: readonly string[];
    /** The value is a secret: it is not shown while it is typed. */
    readonly isSecret?: boolean;
  }[];
}

/** Everything that is known after an event of a run: what the roles hold, what the sender changed, and why. */
export const INSPECT_EVENT = 'sipwright/inspectEvent';

export interface InspectEventParams {
  /** `run` of the result. */
  readonly run: number;
  readonly n: number;
}

export type InspectEventResult =
  | {
      readonly ok: true;
      readonly states: readonly ActorState[];
      /** For a message that the sender had received and sent on. */
      readonly hop?: HopView;
      readonly because: readonly BecauseLink[];
    }
  | { readonly ok: false; readonly message: string };

export interface ActorState {
  readonly id: string;
  readonly label: string;
  /** This event changed something here. */
  readonly isChanged: boolean;
  readonly rows: readonly StateRow[];
}

export interface StateRow {
  readonly name: string;
  /** Empty for the heading of the rows below it. */
  readonly value: string;
  readonly depth: number;
  readonly isChanged?: boolean;
}

/** What a role changed in a message that passed through it. */
export interface HopView {
  readonly role: string;
  /** The event by which it had received the message. */
  readonly received: number;
  readonly changes: readonly {
    readonly change: 'added' | 'removed' | 'changed';
    readonly name: string;
    readonly lines: readonly string[];
    readonly why: string;
    readonly clause: string;
  }[];
}

/** What each hop changed in the messages of a run, as plain text. */
export const SHOW_HOPS = 'sipwright/showHops';

export interface ShowHopsParams {
  readonly run: number;
}

/** The same flow twice: as it is, and with a fault or a setting changed. */
export const COMPARE_RUNS = 'sipwright/compareRuns';

/** `faults` and `change` are what only the second run has. */
export type CompareRunsParams = RunFlowParams;

export type CompareRunsResult =
  | {
      readonly ok: true;
      readonly title: string;
      /** Steps, one a line, with what differs and why below them. */
      readonly left: string;
      readonly right: string;
      /** One sentence: how the two ended, and where they part. */
      readonly summary: string;
    }
  | { readonly ok: false; readonly message: string; readonly range?: Range };

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
  /** Something in this message made the run fail. */
  readonly isAtFault?: boolean;
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
      /** Names the run while the server remembers it, for INSPECT_EVENT and SHOW_HOPS. */
      readonly run: number;
      readonly flow: string;
      readonly title: string;
      readonly outcome: { readonly status: string; readonly code?: number; readonly reason: string };
      readonly because: readonly BecauseLink[];
      /** The whole run as a `.sip` document. */
      readonly transcript: string;
      readonly ladder: Ladder;
      /** Why the run did not end as expected; absent when it did, or nothing was expected. */
      readonly difference?: string;
    }
  /** The message cannot start a flow: one sentence that says what is missing and where. */
  | { readonly ok: false; readonly message: string; readonly range?: Range };

/** The tests of a text, open or not: one for each `# @expect`. */
export const FIND_EXPECTATIONS = 'sipwright/findExpectations';

export interface FindExpectationsParams {
  readonly text: string;
}

export interface ExpectationItem {
  /** The title of the message, else what it is. */
  readonly label: string;
  readonly expected: string;
  readonly flow?: string;
  /** The directive: a position in its message. */
  readonly range: Range;
}

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

/** Turns a capture, a log or pasted text into the text of a `.sip` document. */
export const IMPORT_TRACE = 'sipwright/importTrace';

/** Text, or the octets of a file in base64. */
export type ImportTraceParams = { readonly text: string } | { readonly base64: string };

export interface ImportTraceResult {
  /** Empty when there is no message. */
  readonly text: string;
  readonly messages: number;
  readonly repairs: number;
  /** Sentences about what was left out, and why. */
  readonly notes: readonly string[];
  /** Why nothing, or not everything, could be read. */
  readonly fault?: string;
  /** The text was SIP before, and importing changes nothing. */
  readonly isSame: boolean;
}

/** Starts the live registrar; only a server that runs in Node answers this and the next two. */
export const START_LIVE = 'sipwright/startLive';

export interface StartLiveParams {
  /** The configuration of this document applies; it need not exist. */
  readonly uri: string;
  readonly address: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Other machines may reach the registrar. */
  readonly allowsRemote: boolean;
}

export type StartLiveResult =
  | { readonly ok: true; readonly address: string; readonly port: number }
  | { readonly ok: false; readonly message: string };

export const STOP_LIVE = 'sipwright/stopLive';

/** The server has more of the live registrar's transcript, or a sentence about something that went wrong. */
export const LIVE_REPORT = 'sipwright/liveReport';

export interface LiveReport {
  readonly transcript?: string;
  readonly trouble?: string;
}

/** Our UE registers at a real registrar with the REGISTER at `position`. */
export const SEND_REGISTER = 'sipwright/sendRegister';

export interface SendRegisterParams {
  readonly uri: string;
  readonly position: Position;
  /** `127.0.0.1:5060`; `;transport=tcp` may follow. */
  readonly to: string;
  /** The registrar may be on another machine. */
  readonly allowsRemote: boolean;
  /** Leaves Security-Client and sec-agree out. */
  readonly dropsAgreement?: boolean;
}

export type SendRegisterResult =
  | Extract<RunFlowResult, { ok: true }>
  | {
      readonly ok: false;
      readonly message: string;
      readonly range?: Range;
      /** It could be sent with `dropsAgreement`. */
      readonly hasAgreement?: boolean;
    };

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
