/** Mistakes with the directives, the method and the body. */
import { METHODS } from '../registry/methods.ts';
import { type Candidate, type Hypothesis, others, type Variation } from './hypothesis.ts';
import { domainOf } from './identities.ts';

export const DIRECTIVE_HYPOTHESES: readonly Hypothesis[] = [
  {
    id: 'request-uri',
    dimension: 'uri',
    clause: 'RFC 7616 §3.4.6',
    variations: ({ one }) =>
      others([one.requestUri], one.credentials.uri).map(uri => ({
        sentence: 'The response was computed over the Request-URI, which is not what the uri directive says.',
        repair: { directive: 'uri', value: uri },
        apply: candidate => ({ ...candidate, uri }),
      })),
  },
  {
    id: 'uri-form',
    dimension: 'uri',
    clause: 'RFC 7616 §3.4.3',
    variations({ one }) {
      const forms = [one.credentials.uri, one.requestUri].flatMap(uri => [
        uri.replace(/[;?].*$/s, ''),
        uri.replace(/^sips?:/i, ''),
        `sip:${uri}`,
        uri.replace(/^(sips?:)[^@]*@/i, '$1'),
        uri.replace(/:\d+$/, ''),
        uri.toLowerCase(),
      ]);
      return others(forms, one.credentials.uri).map(uri => ({
        sentence: `The response was computed over the uri "${uri}", which is not what the directive says.`,
        apply: candidate => ({ ...candidate, uri }),
      }));
    },
  },
  {
    id: 'other-method',
    dimension: 'method',
    clause: 'RFC 3261 §22.4',
    variations({ one }) {
      const methods = others([...METHODS.map(method => method.name), one.method.toLowerCase()], one.method);
      return [
        ...methods.map(method => ({
          sentence: `The response was computed for the method ${method}, the request is ${one.method}.`,
          apply: (candidate: Candidate) => ({ ...candidate, method }),
        })),
        {
          sentence: 'This is the value of rspauth, computed without a method.',
          apply: (candidate: Candidate) => ({ ...candidate, method: '' }),
        },
      ];
    },
  },
  {
    id: 'username',
    dimension: 'identity',
    clause: 'TS 24.229 §5.1.1.2.2',
    variations({ one }) {
      const { username } = one.credentials;
      const impus = one.subscriber?.impus ?? [];
      const names = [
        one.subscriber?.impi,
        username.replace(/@.*$/s, ''),
        ...impus,
        ...impus.map(impu => impu.replace(/^\w+:/, '')),
        username.toLowerCase(),
      ];
      return others(names, username).map(name => ({
        sentence: `The response was computed for the username "${name}".`,
        repair: { directive: 'username', value: name },
        apply: candidate => ({ ...candidate, username: name }),
      }));
    },
  },
  {
    id: 'realm',
    dimension: 'identity',
    clause: 'RFC 3261 §22.1',
    variations({ one }) {
      const { realm, username, uri } = one.credentials;
      const realms = [...one.elsewhere.realms.slice(0, 20), domainOf(username), domainOf(uri), realm.toLowerCase(), ''];
      return others(realms, realm).map(value => ({
        sentence: `The response was computed for the realm "${value}".`,
        repair: { directive: 'realm', value },
        apply: candidate => ({ ...candidate, realm: value }),
      }));
    },
  },
  {
    id: 'username-and-realm-swapped',
    dimension: 'identity',
    clause: 'RFC 7616 §3.4.2',
    variations: () => [
      {
        sentence: 'Username and realm changed places in A1.',
        apply: candidate => ({ ...candidate, username: candidate.realm, realm: candidate.username }),
      },
    ],
  },
  {
    id: 'quotes-or-spaces',
    dimension: 'text',
    clause: 'RFC 3261 §22.4',
    variations: () =>
      (['username', 'realm', 'nonce', 'uri', 'nc', 'cnonce'] as const).flatMap(name => [
        {
          sentence: `The value of ${name} went in with the quotes around it.`,
          apply: (candidate: Candidate) => withText(candidate, name, text => `"${text}"`),
        },
        {
          sentence: `The value of ${name} went in with a space behind it.`,
          apply: (candidate: Candidate) => withText(candidate, name, text => `${text} `),
        },
        {
          sentence: `The value of ${name} went in with a space before it.`,
          apply: (candidate: Candidate) => withText(candidate, name, text => ` ${text}`),
        },
        {
          sentence: `The value of ${name} went in without the spaces around it.`,
          apply: (candidate: Candidate) => withText(candidate, name, text => text.trim()),
        },
      ]),
  },
  {
    id: 'nc-or-cnonce-elsewhere',
    dimension: 'count',
    clause: 'RFC 7616 §3.4',
    variations({ one }) {
      const { nc, cnonce } = one.credentials;
      const cnonces = [cnonce, ...others(one.elsewhere.cnonces, cnonce).slice(0, 8)];
      const forms = nc === undefined ? [] : [nc.replace(/^0+(?=.)/, ''), '00000001'];
      const ncs = [nc, ...others([...one.elsewhere.ncs.slice(0, 8), ...forms], nc)];
      return ncs.flatMap(count =>
        cnonces.flatMap(text => {
          if (count === undefined || text === undefined || (count === nc && text === cnonce)) return [];
          const sentence = `The response was computed with nc=${count} and cnonce="${text}".`;
          return [{ sentence, apply: (candidate: Candidate) => ({ ...candidate, nc: count, cnonce: text }) }];
        }),
      );
    },
  },
  {
    id: 'other-qop',
    dimension: 'qop',
    clause: 'RFC 7616 §3.4.1',
    variations: ({ one }) =>
      ([undefined, 'auth', 'auth-int'] as const)
        .filter(qop => qop !== one.credentials.qop)
        .map(qop => ({
          sentence: `The response was computed ${qop === undefined ? 'without qop' : `with qop=${qop}`}.`,
          apply: candidate => ({ ...candidate, qop }),
        })),
  },
  {
    id: 'body-form',
    dimension: 'qop',
    clause: 'RFC 7616 §3.4.3',
    variations({ one }) {
      if (one.body.length === 0) return [];
      const body = (text: string, bytes: Uint8Array): Variation => ({
        sentence: `auth-int was computed over the body ${text}.`,
        apply: candidate => ({ ...candidate, qop: 'auth-int', body: bytes }),
      });
      const lf = one.body.filter((octet, i) => octet !== 13 || one.body[i + 1] !== 10);
      const trimmed = one.body.slice(0, endWithoutLineEnds(one.body));
      return [
        body('taken as empty', new Uint8Array(0)),
        body('with LF line ends', lf),
        body('without its last line end', trimmed),
        body('with one more line end', Uint8Array.of(...one.body.slice(0, 65_536), 13, 10)),
      ];
    },
  },
];

function endWithoutLineEnds(body: Uint8Array): number {
  let end = body.length;
  while (end > 0 && (body[end - 1] === 10 || body[end - 1] === 13)) end--;
  return end;
}

type TextField = 'username' | 'realm' | 'nonce' | 'uri' | 'nc' | 'cnonce';

function withText(candidate: Candidate, name: TextField, change: (text: string) => string): Candidate {
  const text = candidate[name];
  return text === undefined ? candidate : { ...candidate, [name]: change(text) };
}
