/**
 * The row types of the registry: what the standards say, as data.
 *
 * A header is one row. The syntax layer finds its value grammar by `shape`, the rules and completion find what may
 * stand where by `where`, hover prints `doc`, and the examples are executed as tests.
 */

/** The name of a value grammar; `syntax/shapes` must have a parser for each, or it does not compile. */
export type ShapeName =
  /** Anything: TEXT-UTF8-TRIM, or a header whose grammar no source gives. */
  | 'text'
  /** 1*DIGIT. */
  | 'integer'
  /** 1*DIGIT [comment] *(SEMI param): Retry-After, Session-Expires, Min-SE. */
  | 'integerParams'
  /** 1*DIGIT LWS Method. */
  | 'cseq'
  /** 1*DIGIT LWS 1*DIGIT LWS Method. */
  | 'rack'
  /** word ["@" word]. */
  | 'callId'
  /** callid *(SEMI param): Replaces, Join, Target-Dialog. */
  | 'callIdParams'
  /** callid *(COMMA callid). */
  | 'callIdList'
  /** One name-addr or addr-spec with parameters: From, To, Refer-To. */
  | 'nameAddr'
  /** A comma list of name-addr or addr-spec with parameters: Route, Path, P-Associated-URI. */
  | 'nameAddrList'
  /** STAR, or a comma list of name-addr or addr-spec with parameters. */
  | 'contactList'
  /** A comma list of "<" URI ">" *(SEMI param): Alert-Info, Call-Info, Error-Info, Geolocation. */
  | 'angleUriList'
  /** One bare absolute URI. */
  | 'uri'
  /** A comma list of bare absolute URIs, no brackets, no parameters: P-Asserted-Service, P-Preferred-Service. */
  | 'uriList'
  /** "<" left "@" right ">": Content-ID. */
  | 'messageId'
  /** One token and nothing else: Priority, SIP-ETag, Geolocation-Routing. */
  | 'token'
  | 'viaList'
  /** token *(COMMA token), may be empty when `list: 'orEmpty'`. */
  | 'tokenList'
  /** One (token | quoted-string) *(SEMI param). */
  | 'tokenParams'
  /** A comma list of (token | quoted-string) *(SEMI param): Reason, Security-Client, P-Access-Network-Info. */
  | 'tokenParamsList'
  /**
   * One run of characters without blank, `;`, `,` (or a quoted-string), then *(SEMI param), for values that are no
   * token: Identity (base64), P-DCS-LAES (host and port), P-DCS-Billing-Info (hex "/" hex "@" host).
   */
  | 'opaqueParams'
  /** type "/" subtype *(SEMI param). */
  | 'mediaType'
  /** A comma list of media ranges with parameters: Accept. May be empty. */
  | 'mediaRangeList'
  /** A comma list of "*" *(SEMI feature-param): Accept-Contact, Reject-Contact, Feature-Caps. */
  | 'starParamsList'
  /**
   * A semicolon list of parameters with nothing before it: P-Charging-Vector; with `list: 'list'` a comma list of
   * such lists: P-Charging-Function-Addresses.
   */
  | 'paramList'
  /** A comma list of parameters: Authentication-Info. */
  | 'commaParamList'
  /** scheme LWS (comma list of auth-params): Authorization, WWW-Authenticate. */
  | 'auth'
  /** A semicolon list of tokens: Privacy. */
  | 'semicolonTokenList'
  /** RFC 1123 date in GMT. */
  | 'date'
  /** 1*DIGIT ["." *DIGIT] [LWS delay]. */
  | 'timestamp'
  /** 1*DIGIT "." 1*DIGIT. */
  | 'version'
  /** A comma list of 3DIGIT SP warn-agent SP quoted-string. */
  | 'warningList';

/** What may stand after the `=` of a parameter. */
export type ValueKind =
  /** A flag: no `=`. */
  | 'none'
  | 'token'
  | 'quoted'
  /** gen-value: token, host or quoted-string. */
  | 'tokenOrQuoted'
  | 'host'
  /** 1*DIGIT; `min` and `max` bound it. */
  | 'integer'
  /** 0 to 1 with at most three decimals. */
  | 'qvalue'
  /** A quoted URI. */
  | 'quotedUri'
  /** "<" URI ">". */
  | 'angleUri'
  /** LHEX digits, quoted or not as the row's `quoted` says. */
  | 'hex'
  | 'any';

/** One registered value of a parameter, a token list or a header. */
export interface ValueRow {
  readonly value: string;
  /** One sentence in our own words. */
  readonly doc: string;
  readonly spec: string;
}

/** One parameter of a header, a URI or an authentication scheme. */
export interface ParamRow {
  /** As the specification spells it. A trailing `*` stands for a family (`+g.*`). */
  readonly name: string;
  readonly value: ValueKind;
  /** The registered values; editors offer exactly these, checkers warn about others only when `closed`. */
  readonly values?: readonly ValueRow[];
  readonly closed?: boolean;
  /** The grammar asks for a quoted (`true`) or an unquoted (`false`) value; absent where both are legal. */
  readonly quoted?: boolean;
  readonly optionalValue?: boolean;
  readonly required?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** Exact number of digits, for `hex` and `integer`. */
  readonly digits?: number;
  readonly deprecated?: boolean;
  readonly doc: string;
  readonly spec: string;
}

/** The methods in the order of the where-allowed columns. */
export const METHOD_COLUMNS = [
  'ACK',
  'BYE',
  'CANCEL',
  'INVITE',
  'OPTIONS',
  'REGISTER',
  'SUBSCRIBE',
  'NOTIFY',
  'PRACK',
  'INFO',
  'UPDATE',
  'MESSAGE',
  'REFER',
  'PUBLISH',
] as const;
export type MethodColumn = (typeof METHOD_COLUMNS)[number];

/**
 * A cell of a where-allowed table (RFC 3261 §20): `m` mandatory, `m*` should be sent, `o` optional, `t` should be sent
 * and mandatory on streams, `c` conditional, `*` required when there is a body, `-` not applicable, `?` no source says.
 */
export type WhereCell = 'm' | 'm*' | 'o' | 't' | 'c' | '*' | '-' | '?';

/** One line of a where-allowed table. */
export interface WhereRow {
  /** `R` requests, `r` responses, `2xx`, `401`, `401,407`, `c` copied, `Rr` both. */
  readonly where: string;
  /** What a proxy may do: a add, m modify, d delete, r read. */
  readonly proxy: string;
  /** One cell per column of `METHOD_COLUMNS`. */
  readonly cells: readonly WhereCell[];
  readonly spec: string;
  /** Where sources disagree or the text is prose: which reading this row takes, with its clause. */
  readonly policy?: string;
}

/**
 * The hops of an IMS registration where a header may stand or not (columns of the placement matrix):
 * Gm before and after the security association, Mw between P- and I-CSCF, Mw between I- and S-CSCF, ISC, and the
 * roaming interface (II-NNI, TS 29.165 Annex B).
 */
export type Hop = 'Gm-unprotected' | 'Gm' | 'Mw-PI' | 'Mw-IS' | 'ISC' | 'II-NNI';

/** Where 3GPP narrows the RFC's table: this header, in these messages, on this hop. */
export interface HopRow {
  readonly hop: Hop;
  /** `REGISTER`, `401 to REGISTER`, `2xx to REGISTER`, ... as `place.ts` reads it. */
  readonly methods: readonly MethodColumn[];
  /** `R` for the request, otherwise as in `WhereRow.where`. */
  readonly where: string;
  /** Mandatory, allowed, or not allowed there. */
  readonly cell: 'm' | 'o' | 'x';
  readonly spec: string;
}

export interface HeaderExamples {
  /** At least two values that parse without an error. */
  readonly good: readonly string[];
  /** At least two values that have a syntax error (empty for shape `text`). */
  readonly bad: readonly string[];
}

/** What sipwright knows about one header field. */
export interface HeaderRow {
  /** As the registry spells it. */
  readonly name: string;
  /** Compact form, RFC 3261 §7.3.3. */
  readonly compact?: string;
  readonly shape: ShapeName;
  /**
   * `single`: at most one field and value; `list`: comma list or several fields; `orEmpty`: a list that may be empty;
   * `fields`: several fields, each with one value, never joined by commas (RFC 3261 §7.3.1: WWW-Authenticate).
   */
  readonly list: 'single' | 'list' | 'orEmpty' | 'fields';
  /** The grammar has name-addr only: a URI without "<" and ">" is an error (Route, Path, P-Associated-URI). */
  readonly angleBrackets?: 'required';
  /** The grammar has no header parameters at all: P-Asserted-Identity, P-Charge-Info. */
  readonly noParams?: true;
  readonly params?: readonly ParamRow[];
  /** The registered values of the value itself, for token shapes (option tags, methods, event packages, ...). */
  readonly values?: readonly ValueRow[];
  readonly where: readonly WhereRow[];
  readonly hops?: readonly HopRow[];
  /** `registered` in the IANA registry, `deprecated`, `reserved`, or `vendor`: seen in the field, never registered. */
  readonly status: 'registered' | 'deprecated' | 'reserved' | 'vendor';
  /** Specification and clause, `RFC 3261 §20.42`. */
  readonly spec: string;
  /** One sentence in our own words. */
  readonly doc: string;
  readonly examples: HeaderExamples;
}

export interface MethodRow {
  readonly name: string;
  readonly spec: string;
  readonly doc: string;
  /** What the request has to do with a dialog. */
  readonly dialog: 'creates' | 'inside' | 'standalone' | 'standalone or inside' | 'hop-by-hop';
  /** The request and its 2xx may move the remote target (RFC 3261 §12.2). */
  readonly targetRefresh: boolean;
}

export interface StatusCodeRow {
  readonly code: number;
  readonly reason: string;
  readonly spec: string;
  readonly doc: string;
  /** Header fields that the specification requires in this response, all of them. */
  readonly requires?: readonly string[];
  /** Header fields of which the response needs at least one (415). */
  readonly requiresOneOf?: readonly string[];
  /** What stands behind the code in an IMS registration: which element, which Cx result. */
  readonly imsCauses?: readonly string[];
}

export interface OptionTagRow {
  readonly tag: string;
  readonly spec: string;
  readonly doc: string;
}
