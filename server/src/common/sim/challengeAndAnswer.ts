/** The challenge that a REGISTER would get and the UE's answer to it, taken from a run: text to put below the REGISTER. */
import type { Configuration } from '../config/configuration.ts';
import type { SipMessage } from '../syntax/message.ts';
import type { FlowError } from './authored.ts';
import { simulate } from './run.ts';
import type { TracedPacket } from './world.ts';

/** Both messages as separate parts of a `.sip` file, line ends LF; or why the run got no challenge. */
export function challengeAndAnswer(
  message: SipMessage,
  configuration: Configuration,
  seed?: number,
): { readonly text: string } | { readonly error: FlowError } {
  const run = simulate({ flow: 'ims-registration', message, configuration, seed });
  if ('error' in run) return run;
  const { packets, result } = run;
  const at = packets.findIndex(packet => packet.to === 'ue' && packet.sip?.text.startsWith('SIP/2.0 401 '));
  const answer = packets.slice(at + 1).find(packet => packet.from === 'ue' && packet.sip !== undefined);
  const challenge = packets[at];
  if (challenge === undefined || answer === undefined) {
    const { reason, because, code } = result.outcome;
    const [first] = because;
    const ending = `The network answers ${code ?? 'nothing'} ${reason}${first === undefined ? '' : `: ${first.message}`}`;
    return {
      error: {
        message: ending,
        ...(first?.range && { range: first.range }),
        ...(first?.config !== undefined && { config: first.config }),
      },
    };
  }
  return {
    text: `${part('401 Unauthorized', 'P-CSCF', 'UE', challenge)}${part('REGISTER with the answer', 'UE', 'P-CSCF', answer)}`,
  };
}

function part(title: string, from: string, to: string, packet: TracedPacket): string {
  const text = (packet.sip?.text ?? '').replace(/\r\n/g, '\n').replace(/\n*$/, '\n\n');
  return `### ${title}\n# @hop Gm\n# @from ${from}\n# @to ${to}\n${text}`;
}
