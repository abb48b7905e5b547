/** The value grammars by name: the one place where a registry row meets its parser. */

import type { ShapeName } from '../../registry/types.ts';
import type { Scanner } from '../scanner.ts';
import { angleUriList, bareUri, contactList, nameAddr, nameAddrList, uriList } from './addresses.ts';
import { auth } from './auth.ts';
import { callId, callIdList, callIdParams, date } from './identifiers.ts';
import { cseq, integer, integerParams, rack, timestamp, warningList } from './numbers.ts';
import {
  commaParamList,
  freeText,
  mediaRangeList,
  mediaType,
  messageId,
  opaqueParams,
  paramList,
  semicolonTokenList,
  starParamsList,
  token,
  tokenList,
  tokenParams,
  tokenParamsList,
  version,
} from './tokens.ts';
import { viaList } from './via.ts';

/** Reads one header value from `pos` to `limit`; what it leaves unread is marked by the caller. */
export type Shape = (s: Scanner) => void;

export const SHAPE_OF: Record<ShapeName, Shape> = {
  text: freeText,
  integer,
  integerParams,
  cseq,
  rack,
  callId,
  callIdParams,
  callIdList,
  nameAddr,
  nameAddrList,
  contactList,
  angleUriList,
  uri: bareUri,
  uriList,
  messageId,
  token,
  opaqueParams,
  viaList,
  tokenList,
  tokenParams,
  tokenParamsList,
  mediaType,
  mediaRangeList,
  starParamsList,
  paramList,
  commaParamList,
  auth,
  semicolonTokenList,
  date,
  timestamp,
  version,
  warningList,
};
