import type { Uri } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { type Facts, factsOf } from './shared/facts.ts';
import { related } from './shared/transactions.ts';
import { sameAddress } from './shared/uriCompare.ts';

interface Target {
  readonly facts: Facts;
  readonly uri: Uri;
}

export const requestUriNotRemoteTarget: DialogRule = {
  id: 'request-uri-not-remote-target',
  scope: 'dialog',
  headers: ['Contact'],
  severity: 'warning',
  spec: 'RFC 3261 §12.2.1.1',
  doc: 'A request inside a dialog goes to the Contact that the other side gave, not to the address that was called first: its Request-URI is that Contact.',
  good: `
SIP/2.0 200 OK
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
From: <sip:alice@home.net>;tag=1
To: <sip:bob@home.net>;tag=2
Call-ID: 1@a
CSeq: 1 INVITE
Contact: <sip:bob@10.0.0.2>

BYE sip:bob@10.0.0.2 SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK2
From: <sip:alice@home.net>;tag=1
To: <sip:bob@home.net>;tag=2
Call-ID: 1@a
CSeq: 2 BYE

`,
  bad: `
SIP/2.0 200 OK
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
From: <sip:alice@home.net>;tag=1
To: <sip:bob@home.net>;tag=2
Call-ID: 1@a
CSeq: 1 INVITE
Contact: <sip:bob@10.0.0.2>

BYE sip:bob@home.net SIP/2.0
    ^^^^^^^^^^^^^^^^
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK2
From: <sip:alice@home.net>;tag=1
To: <sip:bob@home.net>;tag=2
Call-ID: 1@a
CSeq: 2 BYE

`,
  check(messages, report) {
    // Every Contact that the owner of a tag has given: which is the latest is not sure in a file of several hops.
    const given = new Map<string, Target[]>();
    for (const message of messages) {
      const facts = factsOf(message);
      const from = tagOf(facts, 'From');
      const to = tagOf(facts, 'To');
      const targets = facts.request === undefined || to === undefined ? undefined : given.get(to);
      const uri = facts.request?.uri;
      // What a proxy has sent on may have another Request-URI, as after strict routing.
      if (uri !== undefined && targets?.[0] !== undefined && facts.vias().length === 1 && !hasOtherUri(facts)) {
        if (!targets.some(one => sameAddress(one.uri, uri))) {
          report(message, uri, 'The Request-URI is not the Contact of the other side; expected that.', {
            related: targets.slice(-1).map(one => related(one.facts, one.uri, 'The Contact of the other side.')),
          });
        }
      }
      remember(given, facts, facts.request === undefined ? to : from);
    }
  },
};

/** A Route without lr puts the next hop into the Request-URI. A CANCEL and a failed INVITE's ACK repeat the INVITE. */
function hasOtherUri(facts: Facts): boolean {
  const method = facts.request?.method;
  if (method === 'CANCEL' || method === 'ACK') return true;
  return facts.addresses('Route').some(({ uri }) => uri?.params.every(one => one.nameLower !== 'lr') ?? true);
}

function tagOf(facts: Facts, name: string): string | undefined {
  return facts.address(name)?.params.find(one => one.nameLower === 'tag')?.value;
}

function remember(given: Map<string, Target[]>, facts: Facts, tag: string | undefined): void {
  const code = facts.status?.code ?? 200;
  // The Contact of a redirection is another place, and that of a failure is none.
  if (tag === undefined || code >= 300 || facts.method === 'REGISTER') return;
  const list = given.get(tag) ?? [];
  for (const { uri } of facts.addresses('Contact')) if (uri !== undefined) list.push({ facts, uri });
  given.set(tag, list);
}
