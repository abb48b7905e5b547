/** The files of `examples/` that "SIP: Open Example" offers; a listing is not possible where the extension is a web page. */
export const EXAMPLES: readonly { readonly name: string; readonly about: string }[] = [
  { name: 'register.sip', about: 'A first REGISTER: run a registration from it' },
  { name: 'registration.sip', about: 'A whole registration with IMS AKA, right to the last digit' },
  { name: 'source-trace.sip', about: 'Four messages of a published trace, with its faults' },
  { name: 'call.sip', about: 'A voice call: offer and answer with preconditions, reliable 183, release' },
  { name: 'broken.sip', about: 'What goes wrong when messages are copied from mails and slides' },
  { name: 'sipwright.json', about: 'The configuration of these examples: subscriber, test keys, network' },
];
