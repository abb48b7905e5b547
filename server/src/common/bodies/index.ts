/**
 * The bodies of messages. `parseBody` gives one; features ask for its outline, tokens and descriptions, rules for its
 * errors and for what it says. All offsets count in the text of the message.
 */

export {
  allBodies,
  type Body,
  bodyAt,
  type MultipartBody,
  type OpaqueBody,
  type PartBody,
  parseBody,
  parseBodySource,
  type SdpBody,
  type SipBody,
  sessionDescriptions,
  type XmlBody,
} from './body.ts';
export { BODY_ERRORS, type BodyErrorCode, bodyErrorRow, bodyErrorText } from './errors.ts';
export { bodyOutline, bodyTokens, describeBody } from './present.ts';
export type { BodyDescription, BodyError, BodyNode, BodyToken, Span } from './types.ts';
