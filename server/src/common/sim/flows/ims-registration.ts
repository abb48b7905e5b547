/** Registration of a user with IMS AKA, security agreement and IPsec. */
import type { Flow } from '../flow.ts';
import { imsNetwork, networkBehindPcscf } from '../network.ts';

export const imsRegistration: Flow = {
  id: 'ims-registration',
  title: 'IMS registration with AKA and IPsec',
  spec: 'TS 24.229 §5.1.1.2, §5.4.1.2; TS 29.228 Annex A.4.1; TS 33.203 §6.1',
  description:
    'A user who is not registered: REGISTER, challenge with RAND and AUTN, security associations, protected REGISTER, ' +
    'two rounds of UAR with MAR and SAR, and third-party registration at the application servers.',
  vantages: ['Gm', 'Mw'],
  build(context) {
    const { source, actors } = context.vantage === 'Mw' ? networkBehindPcscf(context) : imsNetwork(context, 'ipsec');
    const stimuli = [{ actor: source.id, name: 'start', at: 0 }];
    return { actors, stimuli, horizon: 'settled', outcome: () => source.outcome };
  },
};
