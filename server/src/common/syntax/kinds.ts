/**
 * The kinds of syntax nodes. A kind is a number on the tape and its kebab-case name everywhere else.
 *
 * The order is part of nothing that is stored; add where it reads best.
 */
export const KINDS = [
  // Structure of a segment: leading lines, the message, what follows it.
  'root',
  'separator',
  'separator-title',
  'comment',
  'directive',
  'directive-key',
  'directive-value',
  'prose',
  'blank',
  'message',
  'request-line',
  'status-line',
  'method',
  'request-uri',
  'sip-version',
  'status-code',
  'reason-phrase',
  'header',
  'header-name',
  'header-value',
  'body',
  'continuation',
  // Pieces of values.
  'address',
  'display-name',
  'star',
  'uri',
  'scheme',
  'user',
  'password',
  'host',
  'port',
  'uri-param',
  'uri-header',
  'opaque',
  'param',
  'param-name',
  'param-value',
  'item',
  'token',
  'quoted-string',
  'comment-text',
  'integer',
  'decimal',
  'via',
  'protocol',
  'transport',
  'call-id',
  'media-type',
  'media-subtype',
  'language',
  'date',
  'warning',
  'warn-code',
  'warn-agent',
  'text',
  // Faults.
  'missing',
  'error',
] as const;

export type NodeKind = (typeof KINDS)[number];

type KindTable = { readonly [K in NodeKind]: number };

/** Kind name to tape number. */
export const KIND = Object.fromEntries(KINDS.map((name, index) => [name, index])) as unknown as KindTable;

/**
 * The first number of a node holds the kind in its low bits. Above them a `header` carries the number of its registry
 * row (`headerTable.ts`), so that its name is looked up once.
 */
export const KIND_BITS = 8;
export const KIND_MASK = (1 << KIND_BITS) - 1;
