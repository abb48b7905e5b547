import type { DialogRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { tagOf } from './shared/legacy.ts';

export const dialogTagUnknown: DialogRule = {
  id: 'dialog-tag-unknown',
  scope: 'dialog',
  severity: 'warning',
  spec: 'RFC 3261 §12.2.1.1',
  doc: 'A request inside a dialog repeats in To the tag of the other side. No message before it in the file has this tag, so the other side answers 481.',
  good: `
SIP/2.0 200 OK
From: <sip:alice@home.net>;tag=1
To: <sip:bob@home.net>;tag=2
Call-ID: 1@a
CSeq: 1 INVITE

BYE sip:bob@10.0.0.2 SIP/2.0
From: <sip:alice@home.net>;tag=1
To: <sip:bob@home.net>;tag=2
Call-ID: 1@a
CSeq: 2 BYE

`,
  bad: `
SIP/2.0 200 OK
From: <sip:alice@home.net>;tag=1
To: <sip:bob@home.net>;tag=2
Call-ID: 1@a
CSeq: 1 INVITE

BYE sip:bob@10.0.0.2 SIP/2.0
From: <sip:alice@home.net>;tag=1
To: <sip:bob@home.net>;tag=3
                       ^^^^^
Call-ID: 1@a
CSeq: 2 BYE

`,
  check(messages, report) {
    const known = new Set<string>();
    let opened = false;
    for (const message of messages) {
      const facts = factsOf(message);
      const to = facts.address('To')?.params.find(one => one.nameLower === 'tag');
      if (facts.request !== undefined && to?.value !== undefined && opened && !known.has(to.value)) {
        report(message, to, 'No message before this one has this tag.');
      }
      // A response to an opening request has told both tags.
      if (facts.status !== undefined && to?.value !== undefined && facts.status.code > 100) opened = true;
      for (const tag of [to?.value, tagOf(facts, 'From')]) if (tag !== undefined) known.add(tag);
    }
  },
};
