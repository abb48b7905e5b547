/** Registration through an ATCF: the session transfer number reaches SCC AS, HSS and MME. */
import type { ApplicationServer } from '../../config/configuration.ts';
import type { Actor } from '../actor.ts';
import { ATCF_ENDPOINT, Atcf } from '../actors/atcf.ts';
import { Hss } from '../actors/hss.ts';
import { Pcscf } from '../actors/pcscf.ts';
import { SccAs } from '../actors/sccAs.ts';
import { HssWithSh, Mme } from '../actors/shHss.ts';
import type { Flow, FlowContext } from '../flow.ts';
import { entryFor, homeNetwork, mwSourceOf, type Source, ueOf, withFaults } from '../network.ts';

const SCC_AS = 'sccas';

/** The network with an SCC AS that gets a copy of the UE's REGISTER (TS 24.229 §5.4.1.7A). */
function withSccAs(context: FlowContext): FlowContext {
  const { configuration } = context;
  const { network } = configuration;
  const host = `${SCC_AS}.${network.homeDomain}`;
  const server: ApplicationServer = {
    name: SCC_AS,
    host,
    address: '10.0.1.60',
    port: 5060,
    uri: `sip:${host}:5060`,
    priority: 10,
    methods: ['REGISTER'],
    registrationTypes: [],
    defaultHandling: 'continue',
    includeRegisterRequest: true,
    includeRegisterResponse: false,
    serviceInfo: undefined,
  };
  return { ...context, configuration: { ...configuration, network: { ...network, as: [...network.as, server] } } };
}

/** The home network with an HSS that speaks Sh, and the SCC AS in place of a plain server. */
function homeWithSccAs(context: FlowContext, entry: Parameters<typeof homeNetwork>[1]): Actor[] {
  const server = context.configuration.network.as.find(one => one.name === SCC_AS);
  const actors = homeNetwork(context, entry).map(actor => {
    if (actor instanceof Hss) return new HssWithSh(actor, 'mme');
    return server !== undefined && actor.id === SCC_AS ? new SccAs(server) : actor;
  });
  return [...actors, new Mme()];
}

export const atcfRegistration: Flow = {
  id: 'atcf-registration',
  title: 'Registration with ATCF and SCC AS',
  spec: 'TS 23.237 §6.1.2; TS 24.237 §6.2; TS 24.229 §5.4.1.7A',
  description:
    'An ATCF behind the P-CSCF adds Feature-Caps with its STN-SR; the S-CSCF sends the SCC AS a copy of the REGISTER, ' +
    'the SCC AS updates the HSS (Sh), and the HSS tells the MME.',
  vantages: ['Gm', 'Mw'],
  build(plain) {
    const context = withSccAs(plain);
    const { vantage, authored } = context;
    const access = vantage === 'Mw' ? behindPcscf(context) : throughAtcf(context);
    const [source] = access;
    const entry = vantage === 'Mw' ? entryFor(mwSourceOf(context), authored) : { trusted: [ATCF_ENDPOINT.address] };
    const actors = withFaults(context, [...access, ...homeWithSccAs(context, entry)]);
    return {
      actors,
      stimuli: [{ actor: source.id, name: 'start', at: 0 }],
      horizon: 'settled',
      outcome: () => source.outcome,
    };
  },
};

function throughAtcf(context: FlowContext): readonly [Source, ...Actor[]] {
  const { configuration } = context;
  return [
    ueOf(context),
    new Pcscf(configuration, { security: 'ipsec', nextHop: ATCF_ENDPOINT }),
    new Atcf(configuration),
  ];
}

/** A message from behind the P-CSCF brings its own Feature-Caps: its P-CSCF is the ATCF. */
function behindPcscf(context: FlowContext): readonly [Source, ...Actor[]] {
  return [mwSourceOf(context)];
}
