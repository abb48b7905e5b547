/** What a faulty UE makes of its requests. */
import type { Corruption, UeFaults } from './faults.ts';
import { header, type OutgoingMessage, withHeader, withoutHeaders } from './message.ts';
import { corrupted } from './registerRequests.ts';
import type { Because } from './result.ts';

export interface FaultyRequest {
  readonly message: OutgoingMessage;
  readonly because: readonly Because[];
}

/** The answer to a challenge with a wrong character, or without a header. */
export function faultyAnswer(message: OutgoingMessage, { corrupt, omits }: UeFaults): FaultyRequest {
  const because: Because[] = [];
  let result = message;
  if (corrupt !== undefined && isDue(corrupt)) {
    result = corrupted(result, corrupt.header, corrupt.parameter);
    because.push(corrupt.because);
  }
  if (omits !== undefined) {
    result = { ...result, headers: withoutHeaders(result.headers, omits.header) };
    because.push(omits.because);
  }
  return { message: result, because };
}

function isDue({ nth, seen }: Corruption): boolean {
  seen.count++;
  return nth === undefined || nth === seen.count;
}

/** Only a fault of AUTS concerns the refusal of a challenge. */
export function autsFault({ corrupt }: UeFaults): UeFaults {
  return corrupt?.parameter === 'auts' ? { corrupt } : {};
}

/** A refresh with another contact, or with the CSeq of the request before. */
export function faultyRefresh(message: OutgoingMessage, { movesContact, keepsCseq }: UeFaults): FaultyRequest {
  const because: Because[] = [];
  let { headers } = message;
  if (movesContact !== undefined) {
    headers = headers.map(line =>
      line.name === 'Contact' ? { ...line, value: line.value.replace(/(sips?:)[^@>]*@/i, '$1elsewhere@') } : line,
    );
    because.push(movesContact);
  }
  const cseq = headers.find(line => line.name === 'CSeq');
  if (keepsCseq !== undefined && cseq !== undefined) {
    headers = withHeader(headers, header('CSeq', `${Number.parseInt(cseq.value, 10) - 1} REGISTER`, cseq.origin));
    because.push(keepsCseq);
  }
  return { message: { ...message, headers }, because };
}
