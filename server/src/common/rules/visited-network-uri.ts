import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const visitedNetworkUri: MessageRule = {
  id: 'visited-network-uri',
  headers: ['P-Visited-Network-ID'],
  severity: 'warning',
  spec: 'TS 29.228 §7.1',
  doc: 'P-Visited-Network-ID names the visited network, usually by its domain. The URI of a proxy cannot be found in a list of roaming partners.',
  good: `
REGISTER sip:home.net SIP/2.0
P-Visited-Network-ID: "ims.mnc002.mcc001.3gppnetwork.org"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
P-Visited-Network-ID: "sip:pcscf@10.0.0.1:6070"
                      ^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const network of factsOf(message).items('P-Visited-Network-ID')) {
      if (!/^(sips?|tel):/i.test(network.value)) continue;
      report(
        network.valueNode,
        'This is the URI of a proxy; expected the name of the visited network, such as its domain.',
      );
    }
  },
};
