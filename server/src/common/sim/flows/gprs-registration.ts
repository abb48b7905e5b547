/** From power-on over GPRS to a complete registration: the five phases of the classic drawing, with what it leaves out. */
import { Ggsn, Hlr, Isim, Person, Sgsn } from '../actors/gprs.ts';
import { GprsUe } from '../actors/gprsUe.ts';
import { Pcscf } from '../actors/pcscf.ts';
import type { Flow } from '../flow.ts';
import { homeNetwork, ueOptions, withFaults } from '../network.ts';

export const gprsRegistration: Flow = {
  id: 'gprs-registration',
  title: 'IMS registration of an unauthenticated user over GPRS',
  spec: 'TS 23.060 §6.5, §9.2; TS 24.229 Annex B, §5.1.1; TS 33.203 §6.1, §7; TS 24.228 §6.2',
  description:
    'GPRS attach, PDP context with the address of the P-CSCF, identities from the ISIM, unprotected REGISTER and ' +
    'challenge, four security associations, protected REGISTER; with every Cx and DNS step.',
  build(context) {
    const { configuration, subscriber, address, faults } = context;
    const ue = new GprsUe(configuration, ueOptions(context));
    const files = {
      EF_IMPI: subscriber.impi,
      EF_IMPU: subscriber.impus[0] ?? '',
      EF_DOMAIN: subscriber.homeDomain,
    };
    const actors = withFaults(context, [
      new Person(),
      new Isim(files),
      ue,
      new Sgsn(faults.access),
      new Ggsn(configuration, address, faults.access),
      new Hlr(),
      new Pcscf(configuration, { security: 'ipsec' }),
      ...homeNetwork(context),
    ]);
    return {
      actors,
      stimuli: [{ actor: 'subscriber', name: 'start', at: 0 }],
      horizon: 'settled',
      outcome: () => ue.outcome,
    };
  },
};
