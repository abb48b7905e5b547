import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

export const nulOctet: MessageRule = {
  id: 'nul-octet',
  severity: 'error',
  spec: 'RFC 3261 §25.1',
  doc: 'Control characters such as NUL may stand in no header field, except escaped in a quoted string; parsers written in C stop there.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Subject: Lunch
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Subject: Lu\u0000nch
           ^
`,
  check(message, report) {
    const headers = factsOf(message).headers;
    const end = headers.at(-1)?.end ?? 0;
    if (!CONTROL.test(message.text)) return;
    for (let at = 0; at < end; at++) {
      const code = message.text.charCodeAt(at);
      if (code >= 32 || code === 9 || code === 10 || code === 13) continue;
      if (message.text.charAt(at - 1) === '\\') continue;
      report(
        { start: at, end: at + 1 },
        `The control character U+${code.toString(16).padStart(4, '0').toUpperCase()} may not stand here.`,
      );
      return;
    }
  },
};
