/** Changes that a message suffers on the way. */
import { type OutgoingMessage, splitList, withoutHeaders } from './message.ts';
import { corrupted } from './registerRequests.ts';
import type { Because } from './result.ts';

export interface Tamper {
  readonly action: 'change' | 'strip';
  /** Start of the label: `401`, `REGISTER`. */
  readonly label: string;
  /** Id of the sender; any when absent. */
  readonly from: string | undefined;
  readonly header: string;
  readonly parameter: string | undefined;
  readonly because: Because;
}

export interface Tampered {
  readonly message: OutgoingMessage;
  readonly because: readonly Because[];
}

/** The message as it arrives. */
export function tampered(tampers: readonly Tamper[], from: string, label: string, message: OutgoingMessage): Tampered {
  let result = message;
  const because: Because[] = [];
  for (const tamper of tampers) {
    if (!label.startsWith(tamper.label) || (tamper.from !== undefined && tamper.from !== from)) continue;
    const changed =
      tamper.action === 'change' ? corrupted(result, tamper.header, tamper.parameter) : stripped(result, tamper);
    if (JSON.stringify(changed.headers) === JSON.stringify(result.headers)) continue;
    result = changed;
    because.push(tamper.because);
  }
  return { message: result, because };
}

function stripped(message: OutgoingMessage, { header, parameter }: Tamper): OutgoingMessage {
  if (parameter === undefined) return { ...message, headers: withoutHeaders(message.headers, header) };
  const headers = message.headers.map(line =>
    line.name.toLowerCase() === header.toLowerCase()
      ? { ...line, value: withoutParameter(line.value, parameter) }
      : line,
  );
  return { ...message, headers };
}

/** Takes a parameter out of a value, whether a comma or a semicolon separates it. */
function withoutParameter(value: string, name: string): string {
  const isNamed = (part: string): boolean => part.trim().toLowerCase().startsWith(`${name.toLowerCase()}=`);
  const scheme = /^[A-Za-z]+\s+(?=\S+=)/.exec(value)?.[0] ?? '';
  return (
    scheme +
    splitList(value.slice(scheme.length))
      .filter(part => !isNamed(part))
      .map(part =>
        part
          .split(';')
          .filter(piece => !isNamed(piece))
          .join(';'),
      )
      .join(', ')
  );
}
