/** The directives of a `.sip` file: comment lines `# @key value` that speak to sipwright and never reach the wire. */

export interface DirectiveRow {
  readonly name: string;
  readonly doc: string;
  /** What to insert behind the name, with the tab stops of a snippet. */
  readonly snippet: string;
  readonly values?: readonly (readonly [value: string, doc: string])[];
}

export const DIRECTIVES: readonly DirectiveRow[] = [
  {
    name: 'subscriber',
    doc: 'Names the subscriber of `sipwright.json` that this message belongs to.',
    snippet: ' $1',
  },
  {
    name: 'hop',
    doc: 'Says where the message was seen. What may stand in it depends on that; without the directive it is derived.',
    snippet: ' $1',
    values: [
      ['Gm', 'Between UE and P-CSCF.'],
      ['Gm-unprotected', 'Between UE and P-CSCF, before the security association.'],
      ['Mw', 'Between the CSCFs.'],
      ['Mw-PI', 'Between P-CSCF and I-CSCF.'],
      ['Mw-IS', 'Between I-CSCF and S-CSCF.'],
      ['ISC', 'Between S-CSCF and application server.'],
      ['II-NNI', 'Between two networks (TS 29.165).'],
    ],
  },
  { name: 'from', doc: 'Names the element that sent the message.', snippet: ' $1' },
  { name: 'to', doc: 'Names the element that received the message.', snippet: ' $1' },
  {
    name: 'expect',
    doc: 'How a flow run from this message must end: final status code or status; the id of a flow may follow. It makes the message a test.',
    snippet: ' $1',
    values: [
      ['200', 'The registration succeeds.'],
      ['401', 'Challenged.'],
      ['403', 'Refused.'],
      ['423', 'The registration time is too brief.'],
      ['registered', 'The registration succeeds.'],
      ['deregistered', 'The registration is removed again.'],
      ['rejected', 'The network refuses.'],
      ['failed', 'The run ends without a final answer, or the UE gives up.'],
    ],
  },
  { name: 'at', doc: 'Seconds from the beginning of the trace.', snippet: ' $1' },
  {
    name: 'ignore',
    doc: 'Switches a rule off for the next message, or for the next line inside a message. The reason is for the reader.',
    snippet: ` \${1:rule-id} \${2:reason}`,
  },
  {
    name: 'ignore-file',
    doc: 'Switches a rule off for the whole file. The reason is for the reader.',
    snippet: ` \${1:rule-id} \${2:reason}`,
  },
];
