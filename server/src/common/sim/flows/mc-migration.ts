/** MC service migration: registration in a partner system with vectors of the primary one, in the two versions of the text. */
import type { Configuration, Subscriber } from '../../config/configuration.ts';
import { McUe } from '../actors/mc/mcUe.ts';
import {
  bindingsOf,
  IdentityManagementServer,
  PARTNER_DOMAIN,
  PartnerMigrationServer,
  PrimaryMigrationServer,
  partnerIdentities,
  SipDatabase,
} from '../actors/mc/migration.ts';
import { PARTNER_CORE, PartnerCore } from '../actors/mc/partnerCore.ts';
import { Ue } from '../actors/ue.ts';
import type { Flow, FlowContext, Scenario } from '../flow.ts';
import { ueOptions, withFaults } from '../network.ts';

/** The UE's first REGISTER, with the identities of the partner system (NOTE 1 of the clause). */
function ownRegister(subscriber: Subscriber, _configuration: Configuration): string {
  const { impi, impu } = partnerIdentities(subscriber);
  const lines = [
    `REGISTER sip:${PARTNER_DOMAIN} SIP/2.0`,
    'Via: SIP/2.0/UDP 10.45.0.2:5060;branch=z9hG4bK-mc-1;rport',
    'Max-Forwards: 70',
    `From: <${impu}>;tag=mc1`,
    `To: <${impu}>`,
    'Call-ID: mc@10.45.0.2',
    'CSeq: 1 REGISTER',
    'Contact: <sip:10.45.0.2:5060>',
    'Expires: 3600',
    `Authorization: Digest username="${impi}",realm="${PARTNER_DOMAIN}",uri="sip:${PARTNER_DOMAIN}",nonce="",response=""`,
    'Content-Length: 0',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function build(context: FlowContext, isOlder: boolean): Scenario {
  const { configuration, faults } = context;
  const { network } = configuration;
  const pcscf = { ...network.pcscf, ...PARTNER_CORE };
  const ue = new McUe(new Ue({ ...configuration, network: { ...network, pcscf } }, ueOptions(context)), isOlder);
  const actors = [
    ...(isOlder ? [new IdentityManagementServer(faults.mc.userRefused)] : []),
    ue,
    new PartnerCore(),
    new PartnerMigrationServer(faults.mc.noBinding === undefined ? bindingsOf(configuration) : []),
    new PrimaryMigrationServer(),
    new SipDatabase(configuration, faults.mc),
  ];
  return {
    actors: withFaults(context, actors),
    stimuli: [{ actor: ue.id, name: 'start', at: 0 }],
    horizon: 'settled',
    outcome: () => ue.outcome,
  };
}

const DESCRIPTION =
  'The UE registers in the partner system with partner identities; the vectors come from the primary system through ' +
  'both migration management servers, which map the identities.';

export const MC_MIGRATION: readonly Flow[] = [
  {
    id: 'mc-migration',
    title: 'MC service migration: signalling plane registration',
    spec: 'TS 23.280 §10.1.6.2 (11 steps)',
    description: DESCRIPTION,
    ownRegister,
    build: context => build(context, false),
  },
  {
    id: 'mc-migration-draft',
    title: 'MC service migration, older draft with user authentication first',
    spec: 'TS 23.280 §10.1.6.2 (change request of 14 steps), TS 33.180',
    description: `${DESCRIPTION} In this version the MC service user is authenticated before.`,
    ownRegister,
    build: context => build(context, true),
  },
];
