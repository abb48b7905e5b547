/** The values of Content-Length that fit the body of a message; the first is the one to write. */

import { contentLengths } from '../../syntax/print.ts';
import { once } from './once.ts';

export const lengthsOf = once(facts => contentLengths(facts.message));
