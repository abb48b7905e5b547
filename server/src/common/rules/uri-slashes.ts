import type { MessageRule } from './rule.ts';
import { replaceFix } from './shared/fixes.ts';
import { urisOf } from './shared/uris.ts';

export const uriSlashes: MessageRule = {
  id: 'uri-slashes',
  severity: 'warning',
  spec: 'RFC 3261 §19.1.1',
  doc: 'A SIP URI has no "//" after the scheme as a web address has; with them the user is somebody else.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
`,
  bad: `
OPTIONS sip://bob@home.net SIP/2.0
            ^^
`,
  check(message, report) {
    for (const { user, userNode } of urisOf(message)) {
      if (userNode === undefined || user?.startsWith('//') !== true) continue;
      const span = { start: userNode.start, end: userNode.start + 2 };
      report(span, 'A SIP URI has no "//" after the scheme.', { fix: replaceFix('Remove the slashes', span, '') });
    }
  },
};
