/**
 * What may stand in `sipwright.json`, as a JSON schema (draft-07). The parser checks files against it, and
 * schemas/sipwright.schema.json, which editors read, is printed from it: nothing is written twice.
 */
import { ENCRYPTION_ALGORITHMS, INTEGRITY_ALGORITHMS } from '../auth/ipsecKeys.ts';
import { SQN_POLICIES } from '../auth/sqn.ts';
import { DEFAULT_HOME_DOMAIN, PROFILES, QUIRKS } from './configuration.ts';

export type JsonType = 'object' | 'array' | 'string' | 'integer' | 'boolean' | 'null';

/** The part of JSON schema that the parser knows, with the keywords that editors add for people. */
export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type: JsonType | readonly JsonType[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  /** What is said when `pattern` does not match; a sentence without full stop. */
  readonly patternErrorMessage?: string;
  readonly enum?: readonly (string | number)[];
  readonly enumDescriptions?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: string | number | boolean | null;
  readonly examples?: readonly unknown[];
  readonly defaultSnippets?: readonly { label: string; description?: string; body: unknown }[];
}

/** `${secret:name}` in place of a secret. */
export const SECRET_REFERENCE = /^\$\{secret:([A-Za-z0-9_.-]+)\}$/;

const reference = (name: string): string => `\${secret:${name}}`;

/** A tab stop of an editor's snippet. */
const stop = (number: number, text = ''): string => `\${${number}:${text}}`;

const SECRET_ALTERNATIVE = SECRET_REFERENCE.source.slice(1, -1);

const HOST = '^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$';

function hex(digits: readonly number[], description: string, example: string): Schema {
  const lengths = digits.map(count => `[0-9a-fA-F]{${count}}`).join('|');
  return {
    type: ['string', 'null'],
    description,
    pattern: `^(?:${lengths}|${SECRET_ALTERNATIVE})$`,
    patternErrorMessage: `Give ${digits.join(' or ')} hexadecimal digits, or ${reference('name')}`,
    examples: [example, reference('name')],
  };
}

function counter(digits: number, description: string, example: string): Schema {
  return {
    type: 'string',
    description,
    pattern: `^[0-9a-fA-F]{${digits}}$`,
    patternErrorMessage: `Give ${digits} hexadecimal digits`,
    examples: [example],
  };
}

const domain = (description: string): Schema => ({
  type: 'string',
  description,
  pattern: HOST,
  patternErrorMessage: 'Give a domain name, without scheme and port',
  examples: [DEFAULT_HOME_DOMAIN],
});

const count = (description: string, minimum: number, maximum: number, standard?: number): Schema => ({
  type: 'integer',
  description,
  minimum,
  maximum,
  ...(standard === undefined ? {} : { default: standard }),
});

const choice = (description: string, values: readonly string[], standard: string): Schema => ({
  type: 'string',
  description,
  enum: values,
  default: standard,
});

const flag = (description: string, standard: boolean): Schema => ({ type: 'boolean', description, default: standard });

const text = (description: string, example: string): Schema => ({ type: 'string', description, examples: [example] });

const list = (items: Schema, description: string): Schema => ({ type: 'array', description, items });

const impu: Schema = {
  type: 'string',
  description: 'A public identity: a sip, sips or tel URI (TS 23.003 §13.4).',
  pattern: '^(?:[sS][iI][pP][sS]?:[^\\s@<>]+@[^\\s@<>]+|[tT][eE][lL]:[^\\s<>]+)$',
  patternErrorMessage: 'Give a public identity: sip:user@domain or tel:+number, without angle brackets',
  examples: [`sip:001010000000001@${DEFAULT_HOME_DOMAIN}`, 'tel:+12125551212'],
};

/** What the USIM and the HSS both hold; `hss` repeats it for what the HSS holds otherwise. */
const keyMaterial = {
  k: hex([32, 64], 'K, the secret key: 128 bits, for TUAK also 256.', '465b5ce8b199b49faa5f0a2ee238a6bc'),
  op: hex([32], 'OP of Milenage, 128 bits. Give `op` or `opc`.', 'cdc202d5123e20f62b6d676ac72cb318'),
  opc: hex([32], 'OPc of Milenage, 128 bits: OP already mixed with K.', 'cd63cb71954a9f4e48a5994e37a02baf'),
  top: hex([64], 'TOP of TUAK, 256 bits. Give `top` or `topc`.', '5'.repeat(64)),
  topc: hex([64], 'TOPc of TUAK, 256 bits: TOP already mixed with K.', 'bd04d9530e87513c'.repeat(4)),
  amf: counter(4, 'AMF, 16 bits; its first bit must be 0 for IMS (TS 33.102 Annex H). Without it: 0000.', '0000'),
  sqn: counter(12, 'SQN of the next vector, 48 bits (SEQ and IND). Without it: 000000000020.', '000000000020'),
} as const satisfies Record<string, Schema>;

const milenageConstants: Schema = {
  type: 'object',
  description: "The operator's own constants of Milenage (TS 35.206 §5.3). Both or none.",
  additionalProperties: false,
  required: ['c', 'r'],
  properties: {
    c: { ...list(counter(32, 'A constant of 128 bits.', '0'.repeat(32)), 'c1 to c5.'), minItems: 5, maxItems: 5 },
    r: { ...list(count('A rotation in bits.', 0, 127), 'r1 to r5.'), minItems: 5, maxItems: 5 },
  },
};

const tuakSettings: Schema = {
  type: 'object',
  description: 'Settings of TUAK (TS 35.231 §6.1, §7.1). MAC is 64 bits, since AUTN has room for no more.',
  additionalProperties: false,
  properties: {
    iterations: count('How often Keccak runs.', 1, 255, 1),
    resBits: { type: 'integer', description: 'Length of RES in bits.', enum: [32, 64, 128, 256], default: 64 },
  },
};

const capabilities: Schema = {
  type: 'object',
  description: 'What an S-CSCF must and may offer to serve this user (TS 29.228 §6.7).',
  additionalProperties: false,
  properties: {
    mandatory: list(count('A capability number.', 0, 0xffffffff), 'All of them are needed.'),
    optional: list(count('A capability number.', 0, 0xffffffff), 'Preferred.'),
  },
};

const subscriber: Schema = {
  type: 'object',
  description: 'One user with what the UE and the HSS know.',
  additionalProperties: false,
  required: ['name'],
  defaultSnippets: [
    {
      label: 'Subscriber with AKA',
      description: 'IMSI, K and OPc',
      body: { name: stop(1, 'alice'), imsi: stop(2, '001010000000001'), mncLength: 2, k: stop(3), opc: stop(4) },
    },
    {
      label: 'Subscriber with a password',
      description: 'SIP Digest',
      body: { name: stop(1, 'bob'), impi: stop(2, 'bob@example.com'), password: `\\${reference(stop(1, 'bob'))}` },
    },
  ],
  properties: {
    name: text('How files and messages of this tool call the user; `# @subscriber alice`.', 'alice'),
    impi: {
      type: 'string',
      description: 'Private identity, as in `username`. Without it: derived from `imsi` (TS 23.003 §13.3).',
      pattern: '^(?![sS][iI][pP][sS]?:|[tT][eE][lL]:)[^\\s@<>"]+@[^\\s@<>":;]+$',
      patternErrorMessage: 'Give a private identity: user@domain, without scheme',
      examples: [`001010000000001@${DEFAULT_HOME_DOMAIN}`],
    },
    impus: list(impu, 'Public identities, the default one first. Without it: `sip:` and the private identity.'),
    barred: list(impu, 'Those of `impus` that are barred, as the one derived from the IMSI usually is.'),
    implicitSets: list(list(impu, 'One set.'), 'Which of `impus` register together. Without it: all in one set.'),
    imsi: {
      type: 'string',
      description: 'IMSI: 6 to 15 digits.',
      pattern: '^[0-9]{6,15}$',
      patternErrorMessage: 'Give 6 to 15 digits',
      examples: ['001010000000001'],
    },
    mncLength: count('Digits of the MNC in the IMSI; a field of the USIM, not visible in the IMSI.', 2, 3),
    imei: {
      type: 'string',
      description: 'IMEI for the instance id (RFC 7254): 14 digits, 15 with check digit, 16 as IMEISV.',
      pattern: '^[0-9]{14,16}$',
      patternErrorMessage: 'Give 14, 15 or 16 digits',
      examples: ['35625611012345'],
    },
    algorithm: choice('The algorithm set of the USIM.', ['milenage', 'tuak'], 'milenage'),
    ...keyMaterial,
    sqnMs: counter(12, 'Highest SQN that the USIM accepted. Without it: one SEQ behind `sqn`.', '000000000000'),
    concealSqn: flag('Whether AK hides SQN in AUTN and AUTS (TS 33.102 §6.3.2).', true),
    milenage: milenageConstants,
    tuak: tuakSettings,
    hss: {
      type: 'object',
      description: 'What the HSS holds where it differs from the USIM: a wrong K, a counter behind.',
      additionalProperties: false,
      properties: keyMaterial,
    },
    password: {
      type: ['string', 'null'],
      description: `Password for SIP Digest; better ${reference('name')} than the password itself.`,
      examples: [reference('alice')],
    },
    capabilities,
    roaming: list(text('A visited network.', 'visited.example'), 'Visited networks of this user alone.'),
  },
};

const elementProperties = {
  name: text('The name in ladders and in the configuration.', 'scscf1'),
  host: domain('Fully qualified name. Without it: the name and the home domain.'),
  address: text('IP address.', '10.0.1.30'),
  port: count('Port.', 1, 65535),
} as const satisfies Record<string, Schema>;

const element = (description: string, more: Readonly<Record<string, Schema>> = {}): Schema => ({
  type: 'object',
  description,
  additionalProperties: false,
  properties: { ...elementProperties, ...more },
});

const named = (schema: Schema): Schema => ({ ...schema, required: ['name'] });

const applicationServer = named(
  element('An application server and the initial filter criterion that leads to it (TS 23.218 §5.2).', {
    uri: text('SIP URI. Without it: `sip:` and the host.', 'sip:tas.ims.mnc001.mcc001.3gppnetwork.org'),
    priority: count('Lower goes first.', 0, 0x7fffffff, 0),
    methods: list(
      text('A method.', 'REGISTER'),
      'Methods that trigger it; an empty list means all. Without it: REGISTER.',
    ),
    registrationTypes: list(
      choice('Kind of REGISTER.', ['initial', 'reRegistration', 'deRegistration'], 'initial'),
      'Kinds of REGISTER that trigger it. Without it: all.',
    ),
    defaultHandling: choice('When the server fails (TS 29.228 Annex B).', ['continue', 'terminate'], 'continue'),
    includeRegisterRequest: flag('Whether the third-party REGISTER carries the request.', false),
    includeRegisterResponse: flag('Whether the third-party REGISTER carries the response.', false),
    serviceInfo: text('Service information for the body of the third-party REGISTER.', 'hello'),
  }),
);

const network: Schema = {
  type: 'object',
  description: 'The home network, and the visited one if it is another.',
  additionalProperties: false,
  properties: {
    homeDomain: domain('Home domain. Without it: the domain of the first subscriber.'),
    visitedNetwork: text('The network of the P-CSCF. Without it: the home domain.', 'visited.example'),
    pcscf: element('The proxy CSCF.', {
      securityAlgorithms: list(
        {
          type: 'object',
          description: 'A pair of algorithms.',
          additionalProperties: false,
          required: ['alg'],
          properties: {
            alg: choice('Integrity.', INTEGRITY_ALGORITHMS, 'hmac-sha-1-96'),
            ealg: choice('Encryption.', ENCRYPTION_ALGORITHMS, 'null'),
          },
        },
        'What the P-CSCF accepts for IPsec, best first (TS 33.203 Annex H). Without it: hmac-sha-1-96 with aes-cbc.',
      ),
    }),
    icscf: element('The interrogating CSCF.'),
    scscf: list(
      named(
        element('A serving CSCF.', {
          capabilities: list(count('A capability number.', 0, 0xffffffff), 'What it offers.'),
        }),
      ),
      'The serving CSCFs. Without it: one, scscf1.',
    ),
    hss: element('The home subscriber server.'),
    as: list(applicationServer, 'Application servers.'),
    roaming: list(text('A visited network.', 'visited.example'), 'Visited networks in which users may register.'),
    minExpires: count('Shortest registration in seconds; less is answered 423.', 0, 0xffffffff, 60),
    maxExpires: count('Longest registration in seconds; more is cut.', 1, 0xffffffff, 600_000),
    quirks: choice(
      'Whose habits the network has where the standards leave a choice: `kamailio` (reason phrases, 500 for 5012, a new challenge for a foreign nonce, XRES as AKAv2 password), `pyhss` (a server named at once, SQN + 100), `open5gs` (SQN + 32), `fhoss` (SQN not concealed), `sipp` (no SQN check, the address as digest URI), `pjsip` (no SQN check), `ella` (403 where an agreement fails).',
      QUIRKS,
      'spec',
    ),
    sqnPolicy: choice('How the HSS steps SQN. Without it: by `quirks`.', SQN_POLICIES, 'annexC'),
    sqn: {
      type: 'object',
      description: 'How SQN is built and judged (TS 33.102 Annex C).',
      additionalProperties: false,
      properties: {
        indexBits: count('Bits of IND.', 0, 16, 5),
        delta: count('Largest jump of SEQ.', 1, 2 ** 43, 2 ** 28),
        ageLimit: count('How much older than the newest a SEQ may be. Without it: no limit.', 1, 2 ** 43),
      },
    },
    ccf: list(text('A charging collection function.', 'ccf1.example'), 'For P-Charging-Function-Addresses.'),
    ecf: list(text('An event charging function.', 'ecf1.example'), 'For P-Charging-Function-Addresses.'),
  },
};

export const RULE_SEVERITIES = ['off', 'hint', 'info', 'warning', 'error'] as const;

const rules: Schema = {
  type: 'object',
  description: 'Severity of a rule, by its id.',
  additionalProperties: choice('Severity; off silences the rule.', RULE_SEVERITIES, 'warning'),
  examples: [{ 'via-branch-cookie': 'off' }],
};

const profile: Schema = {
  type: 'string',
  description: 'Which network the files come from: which rules run, and the hop of a message without `# @hop`.',
  enum: PROFILES,
  enumDescriptions: [
    'Each message shows whether it is 3GPP and on which hop it was seen.',
    'Plain SIP: the rules of 3GPP are silent, no hop is assumed.',
    'Between UE and P-CSCF (TS 24.229 §5.1).',
    'Between P-, I- and S-CSCF and application servers (TS 24.229 §5.2 to §5.4).',
    'Between two networks, II-NNI (TS 29.165).',
  ],
};

/** Longer patterns, and more of them, nobody writes. */
const overrides: Schema = {
  type: 'array',
  description: 'Other rules or another profile for some of the files; the last entry that says something decides.',
  items: {
    type: 'object',
    description: 'What holds for some files.',
    additionalProperties: false,
    required: ['files'],
    properties: {
      files: {
        type: 'array',
        description: 'Paths relative to this file, with `*`, `**`, `?` and `{a,b}`.',
        items: {
          type: 'string',
          description: 'A path or pattern.',
          pattern: '^[^\\\\]{1,200}$',
          patternErrorMessage: 'Give a path with forward slashes, at most 200 characters',
          examples: ['traces/gm/**'],
        },
      },
      rules,
      profile,
    },
  },
};

export const CONFIGURATION_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'sipwright configuration',
  description: 'Subscribers, network and rules for sipwright. Comments and trailing commas are allowed.',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: text('The schema of this file.', './sipwright.schema.json'),
    subscribers: list(subscriber, 'Users whose credentials are computed and checked.'),
    network,
    rules,
    profile: { ...profile, default: 'auto' },
    overrides,
    dialogsAcrossFiles: flag(
      'Whether messages of one Call-ID in several files of a folder are checked together.',
      true,
    ),
    seed: count('Start of every generated value; the same seed gives the same bytes.', 0, 0xffffffff, 1),
  },
};
