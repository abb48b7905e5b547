// Made by scripts/gen-rules.mjs from the files of this folder; do not edit.

import { ackCseq } from './ack-cseq.ts';
import { ackMissing } from './ack-missing.ts';
import { addrSpecParameters } from './addr-spec-parameters.ts';
import { akaKeysMissing } from './aka-keys-missing.ts';
import { akaKeysNeverSent } from './aka-keys-never-sent.ts';
import { akaKeysToUe } from './aka-keys-to-ue.ts';
import { akaNonceBase64 } from './aka-nonce-base64.ts';
import { akaNonceLength } from './aka-nonce-length.ts';
import { akaSeparationBit } from './aka-separation-bit.ts';
import { akaSqnZero } from './aka-sqn-zero.ts';
import { akaTestAmf } from './aka-test-amf.ts';
import { answerDirection } from './answer-direction.ts';
import { answerFormatNotOffered } from './answer-format-not-offered.ts';
import { answerMediaCount } from './answer-media-count.ts';
import { answerMediaType } from './answer-media-type.ts';
import { answerNotOnProtectedPort } from './answer-not-on-protected-port.ts';
import { assertedAndPreferredIdentity } from './asserted-and-preferred-identity.ts';
import { assertedIdentityFromUe } from './asserted-identity-from-ue.ts';
import { assertedIdentityValues } from './asserted-identity-values.ts';
import { associatedUriMissing } from './associated-uri-missing.ts';
import { atcfPath } from './atcf-path.ts';
import { authBasic } from './auth-basic.ts';
import { authSchemeUnknown } from './auth-scheme-unknown.ts';
import { authenticationInfoMissing } from './authentication-info-missing.ts';
import { autsLength } from './auts-length.ts';
import { branchReused } from './branch-reused.ts';
import { cancelMatchesInvite } from './cancel-matches-invite.ts';
import { challengeAlgorithmDiffers } from './challenge-algorithm-differs.ts';
import { challengeMissing } from './challenge-missing.ts';
import { challengeNotAnswered } from './challenge-not-answered.ts';
import { challengeOpaqueNotReturned } from './challenge-opaque-not-returned.ts';
import { challengeParameterMissing } from './challenge-parameter-missing.ts';
import { challengeQopMissing } from './challenge-qop-missing.ts';
import { challengeQopNotOffered } from './challenge-qop-not-offered.ts';
import { challengeRealmDiffers } from './challenge-realm-differs.ts';
import { challengeRejectedByUe } from './challenge-rejected-by-ue.ts';
import { challengeUsernameDiffers } from './challenge-username-differs.ts';
import { chargingIdentifierDiffers } from './charging-identifier-differs.ts';
import { chargingInfoName } from './charging-info-name.ts';
import { chargingVectorIcid } from './charging-vector-icid.ts';
import { chargingVectorVantage } from './charging-vector-vantage.ts';
import { cnonceWeak } from './cnonce-weak.ts';
import { contactFeaturesLost } from './contact-features-lost.ts';
import { contactNotBound } from './contact-not-bound.ts';
import { contactNotRegistered } from './contact-not-registered.ts';
import { contactNotViaAddress } from './contact-not-via-address.ts';
import { contactPortNotProtected } from './contact-port-not-protected.ts';
import { contactSingle } from './contact-single.ts';
import { contactStarAlone } from './contact-star-alone.ts';
import { contactStarExpires } from './contact-star-expires.ts';
import { contactStarOutsideRegister } from './contact-star-outside-register.ts';
import { contactWithoutExpires } from './contact-without-expires.ts';
import { contactWithoutInstance } from './contact-without-instance.ts';
import { contactWithoutPort } from './contact-without-port.ts';
import { contentLength } from './content-length.ts';
import { contentLengthMissing } from './content-length-missing.ts';
import { contentLengthShort } from './content-length-short.ts';
import { contentTypeMissing } from './content-type-missing.ts';
import { contentTypeWithoutBody } from './content-type-without-body.ts';
import { credentialsParameterMissing } from './credentials-parameter-missing.ts';
import { credentialsRepeated } from './credentials-repeated.ts';
import { cseqDecreased } from './cseq-decreased.ts';
import { cseqMethod } from './cseq-method.ts';
import { cseqNotIncreased } from './cseq-not-increased.ts';
import { cseqRange } from './cseq-range.ts';
import { dateWeekday } from './date-weekday.ts';
import { deltaSecondsRange } from './delta-seconds-range.ts';
import { deprecatedHeader } from './deprecated-header.ts';
import { dialogTagUnknown } from './dialog-tag-unknown.ts';
import { digestAlgorithmUnknown } from './digest-algorithm-unknown.ts';
import { digestMd5 } from './digest-md5.ts';
import { digestNcWithoutQop } from './digest-nc-without-qop.ts';
import { digestNonceEmpty } from './digest-nonce-empty.ts';
import { digestQopIncomplete } from './digest-qop-incomplete.ts';
import { digestQopUnknown } from './digest-qop-unknown.ts';
import { digestResponseLength } from './digest-response-length.ts';
import { digestUriDiffers } from './digest-uri-differs.ts';
import { digestUriNotSip } from './digest-uri-not-sip.ts';
import { digestUsernameScheme } from './digest-username-scheme.ts';
import { duplicateHeader } from './duplicate-header.ts';
import { eventDiffers } from './event-differs.ts';
import { eventPackageUnknown } from './event-package-unknown.ts';
import { expiresRaised } from './expires-raised.ts';
import { featureTagNotEncoded } from './feature-tag-not-encoded.ts';
import { featureTagPlus } from './feature-tag-plus.ts';
import { finalResponsesDiffer } from './final-responses-differ.ts';
import { fromTagChanged } from './from-tag-changed.ts';
import { fromTagMissing } from './from-tag-missing.ts';
import { fromToUriParts } from './from-to-uri-parts.ts';
import { gruuWithoutInstance } from './gruu-without-instance.ts';
import { headerAfterEmptyLine } from './header-after-empty-line.ts';
import { headerNameCase } from './header-name-case.ts';
import { headerNotAllowed } from './header-not-allowed.ts';
import { headerOrder } from './header-order.ts';
import { headerOutOfPlace } from './header-out-of-place.ts';
import { homeDomainFormat } from './home-domain-format.ts';
import { homeDomainNotOfImsi } from './home-domain-not-of-imsi.ts';
import { instanceChanged } from './instance-changed.ts';
import { instanceId } from './instance-id.ts';
import { instanceImei } from './instance-imei.ts';
import { integrityProtectedFromUe } from './integrity-protected-from-ue.ts';
import { integrityProtectedMissing } from './integrity-protected-missing.ts';
import { ioiType } from './ioi-type.ts';
import { ipsecAlgorithmMissing } from './ipsec-algorithm-missing.ts';
import { ipsecAlgorithmPair } from './ipsec-algorithm-pair.ts';
import { ipsecAlgorithmRemoved } from './ipsec-algorithm-removed.ts';
import { ipsecAlgorithmUnknown } from './ipsec-algorithm-unknown.ts';
import { ipsecModeUnknown } from './ipsec-mode-unknown.ts';
import { ipsecParameterMissing } from './ipsec-parameter-missing.ts';
import { ipsecPortDefault } from './ipsec-port-default.ts';
import { ipsecPortsEqual } from './ipsec-ports-equal.ts';
import { ipsecProtocol } from './ipsec-protocol.ts';
import { ipsecSpiDigits } from './ipsec-spi-digits.ts';
import { ipsecSpiEqual } from './ipsec-spi-equal.ts';
import { ipsecSpiRange } from './ipsec-spi-range.ts';
import { ipv4Malformed } from './ipv4-malformed.ts';
import { looseRouting } from './loose-routing.ts';
import { maxForwardsRange } from './max-forwards-range.ts';
import { maxForwardsZero } from './max-forwards-zero.ts';
import { methodCase } from './method-case.ts';
import { methodUnknown } from './method-unknown.ts';
import { minExpiresNotAbove } from './min-expires-not-above.ts';
import { missingHeader } from './missing-header.ts';
import { missingOnHop } from './missing-on-hop.ts';
import { misspeltHeader } from './misspelt-header.ts';
import { mixedHeaderForms } from './mixed-header-forms.ts';
import { mixedLineEnds } from './mixed-line-ends.ts';
import { networkProvidedFromUe } from './network-provided-from-ue.ts';
import { nonceCountReused } from './nonce-count-reused.ts';
import { nonceCountZero } from './nonce-count-zero.ts';
import { nonceNotOffered } from './nonce-not-offered.ts';
import { notOnHop } from './not-on-hop.ts';
import { nulOctet } from './nul-octet.ts';
import { optionTagUnknown } from './option-tag-unknown.ts';
import { paniAccessTypeUnknown } from './pani-access-type-unknown.ts';
import { paniCellIdFormat } from './pani-cell-id-format.ts';
import { paniCellIdMissing } from './pani-cell-id-missing.ts';
import { paniPrivateParameter } from './pani-private-parameter.ts';
import { paniUnprotected } from './pani-unprotected.ts';
import { parameterDigits } from './parameter-digits.ts';
import { parameterFlagWithValue } from './parameter-flag-with-value.ts';
import { parameterHexCase } from './parameter-hex-case.ts';
import { parameterMissing } from './parameter-missing.ts';
import { parameterMisspelt } from './parameter-misspelt.ts';
import { parameterNeedsQuotes } from './parameter-needs-quotes.ts';
import { parameterNumber } from './parameter-number.ts';
import { parameterQuoted } from './parameter-quoted.ts';
import { parameterQvalue } from './parameter-qvalue.ts';
import { parameterRange } from './parameter-range.ts';
import { parameterRepeated } from './parameter-repeated.ts';
import { parameterValueUnknown } from './parameter-value-unknown.ts';
import { parameterWithoutValue } from './parameter-without-value.ts';
import { pathChangedInRetry } from './path-changed-in-retry.ts';
import { pathNotEchoed } from './path-not-echoed.ts';
import { pathWithoutSupported } from './path-without-supported.ts';
import { phoneContextOfGlobalNumber } from './phone-context-of-global-number.ts';
import { prackMissing } from './prack-missing.ts';
import { privacyNone } from './privacy-none.ts';
import { privateIdentityNotOfImsi } from './private-identity-not-of-imsi.ts';
import { provisionalAfterFinal } from './provisional-after-final.ts';
import { rackWithoutResponse } from './rack-without-response.ts';
import { realmForeign } from './realm-foreign.ts';
import { realmNotHomeDomain } from './realm-not-home-domain.ts';
import { reasonCauseUnknown } from './reason-cause-unknown.ts';
import { reasonPhraseOfAnotherCode } from './reason-phrase-of-another-code.ts';
import { reasonPhraseTrailingSpace } from './reason-phrase-trailing-space.ts';
import { refreshIntervalDefault } from './refresh-interval-default.ts';
import { regIdRepeated } from './reg-id-repeated.ts';
import { regIdWithoutInstance } from './reg-id-without-instance.ts';
import { regIdWithoutOutbound } from './reg-id-without-outbound.ts';
import { registerResponseWithoutContact } from './register-response-without-contact.ts';
import { registerToScheme } from './register-to-scheme.ts';
import { registerToTel } from './register-to-tel.ts';
import { registerUriScheme } from './register-uri-scheme.ts';
import { registerUriUser } from './register-uri-user.ts';
import { registrationEventAccept } from './registration-event-accept.ts';
import { requestUriHeaders } from './request-uri-headers.ts';
import { requestUriMethod } from './request-uri-method.ts';
import { requestUriNotRemoteTarget } from './request-uri-not-remote-target.ts';
import { require100relWithoutRseq } from './require-100rel-without-rseq.ts';
import { requireNotSupportedByClient } from './require-not-supported-by-client.ts';
import { requirePathWithoutPath } from './require-path-without-path.ts';
import { resourcePriorityUnknown } from './resource-priority-unknown.ts';
import { responseCseqMethod } from './response-cseq-method.ts';
import { responseFrom } from './response-from.ts';
import { responseHeaderUseless } from './response-header-useless.ts';
import { responseTo } from './response-to.ts';
import { responseUnverified } from './response-unverified.ts';
import { responseVia } from './response-via.ts';
import { responseWithoutRequest } from './response-without-request.ts';
import { resynchronisation } from './resynchronisation.ts';
import { routeBetweenNetworks } from './route-between-networks.ts';
import { routeNotServiceRoute } from './route-not-service-route.ts';
import { rportNotFilled } from './rport-not-filled.ts';
import { rseqRange } from './rseq-range.ts';
import { rseqWithoutRequire } from './rseq-without-require.ts';
import type { Rule } from './rule.ts';
import { sdpAttributeLevel } from './sdp-attribute-level.ts';
import { sdpAttributeRepeated } from './sdp-attribute-repeated.ts';
import { sdpCodecClockRate } from './sdp-codec-clock-rate.ts';
import { sdpDirectionRepeated } from './sdp-direction-repeated.ts';
import { sdpPayloadRepeated } from './sdp-payload-repeated.ts';
import { sdpPayloadUndefined } from './sdp-payload-undefined.ts';
import { sdpPayloadUnlisted } from './sdp-payload-unlisted.ts';
import { sdpPortRange } from './sdp-port-range.ts';
import { sdpPreconditionIncomplete } from './sdp-precondition-incomplete.ts';
import { sdpPreconditionNotSupported } from './sdp-precondition-not-supported.ts';
import { secAgreeLeftOver } from './sec-agree-left-over.ts';
import { secAgreeNotInProxyRequire } from './sec-agree-not-in-proxy-require.ts';
import { secAgreeWithoutClient } from './sec-agree-without-client.ts';
import { securityClientChanged } from './security-client-changed.ts';
import { securityClientWithoutRequire } from './security-client-without-require.ts';
import { securityMechanismUnknown } from './security-mechanism-unknown.ts';
import { securityServerMissing } from './security-server-missing.ts';
import { securityServerNotOffered } from './security-server-not-offered.ts';
import { securityVerifyDiffers } from './security-verify-differs.ts';
import { securityVerifyInInitial } from './security-verify-in-initial.ts';
import { securityVerifyMissing } from './security-verify-missing.ts';
import { sessionExpiresBelowMinSe } from './session-expires-below-min-se.ts';
import { sessionExpiresTooSmall } from './session-expires-too-small.ts';
import { sessionIdFormat } from './session-id-format.ts';
import { sessionRefresherMissing } from './session-refresher-missing.ts';
import { sessionTimerNotSupported } from './session-timer-not-supported.ts';
import { sipsContact } from './sips-contact.ts';
import { staleWithoutCredentials } from './stale-without-credentials.ts';
import { statusCodeUnknown } from './status-code-unknown.ts';
import { subscriptionExpiresMissing } from './subscription-expires-missing.ts';
import { subscriptionRaised } from './subscription-raised.ts';
import { subscriptionStateUnknown } from './subscription-state-unknown.ts';
import { supportedPathMissing } from './supported-path-missing.ts';
import { telNumber } from './tel-number.ts';
import { telWithoutPhoneContext } from './tel-without-phone-context.ts';
import { toTagInInitial } from './to-tag-in-initial.ts';
import { toTagMissingInDialog } from './to-tag-missing-in-dialog.ts';
import { toTagMissingInResponse } from './to-tag-missing-in-response.ts';
import { traceIncomplete } from './trace-incomplete.ts';
import { trailingSpace } from './trailing-space.ts';
import { unknownHeader } from './unknown-header.ts';
import { unprotectedAnswerAccepted } from './unprotected-answer-accepted.ts';
import { unsupportedMediaWithoutList } from './unsupported-media-without-list.ts';
import { unsupportedNotRequired } from './unsupported-not-required.ts';
import { uriParameterRepeated } from './uri-parameter-repeated.ts';
import { uriPort } from './uri-port.ts';
import { uriSlashes } from './uri-slashes.ts';
import { uriTransportUnknown } from './uri-transport-unknown.ts';
import { userPhoneWithoutNumber } from './user-phone-without-number.ts';
import { valueMisspelt } from './value-misspelt.ts';
import { valueUnknown } from './value-unknown.ts';
import { viaBranchCookie } from './via-branch-cookie.ts';
import { viaBranchEmpty } from './via-branch-empty.ts';
import { viaBranchMissing } from './via-branch-missing.ts';
import { viaKeepMissing } from './via-keep-missing.ts';
import { viaLoop } from './via-loop.ts';
import { viaPortNotProtected } from './via-port-not-protected.ts';
import { viaPorts } from './via-ports.ts';
import { viaProtocolUnknown } from './via-protocol-unknown.ts';
import { viaReceived } from './via-received.ts';
import { viaRfc2543 } from './via-rfc2543.ts';
import { viaRportMissing } from './via-rport-missing.ts';
import { viaRportValueInRequest } from './via-rport-value-in-request.ts';
import { viaTransportUnknown } from './via-transport-unknown.ts';
import { visitedNetworkUri } from './visited-network-uri.ts';

/** Every rule, by id. */
export const RULES: readonly Rule[] = [
  ackCseq,
  ackMissing,
  addrSpecParameters,
  akaKeysMissing,
  akaKeysNeverSent,
  akaKeysToUe,
  akaNonceBase64,
  akaNonceLength,
  akaSeparationBit,
  akaSqnZero,
  akaTestAmf,
  answerDirection,
  answerFormatNotOffered,
  answerMediaCount,
  answerMediaType,
  answerNotOnProtectedPort,
  assertedAndPreferredIdentity,
  assertedIdentityFromUe,
  assertedIdentityValues,
  associatedUriMissing,
  atcfPath,
  authBasic,
  authSchemeUnknown,
  authenticationInfoMissing,
  autsLength,
  branchReused,
  cancelMatchesInvite,
  challengeAlgorithmDiffers,
  challengeMissing,
  challengeNotAnswered,
  challengeOpaqueNotReturned,
  challengeParameterMissing,
  challengeQopMissing,
  challengeQopNotOffered,
  challengeRealmDiffers,
  challengeRejectedByUe,
  challengeUsernameDiffers,
  chargingIdentifierDiffers,
  chargingInfoName,
  chargingVectorIcid,
  chargingVectorVantage,
  cnonceWeak,
  contactFeaturesLost,
  contactNotBound,
  contactNotRegistered,
  contactNotViaAddress,
  contactPortNotProtected,
  contactSingle,
  contactStarAlone,
  contactStarExpires,
  contactStarOutsideRegister,
  contactWithoutExpires,
  contactWithoutInstance,
  contactWithoutPort,
  contentLength,
  contentLengthMissing,
  contentLengthShort,
  contentTypeMissing,
  contentTypeWithoutBody,
  credentialsParameterMissing,
  credentialsRepeated,
  cseqDecreased,
  cseqMethod,
  cseqNotIncreased,
  cseqRange,
  dateWeekday,
  deltaSecondsRange,
  deprecatedHeader,
  dialogTagUnknown,
  digestAlgorithmUnknown,
  digestMd5,
  digestNcWithoutQop,
  digestNonceEmpty,
  digestQopIncomplete,
  digestQopUnknown,
  digestResponseLength,
  digestUriDiffers,
  digestUriNotSip,
  digestUsernameScheme,
  duplicateHeader,
  eventDiffers,
  eventPackageUnknown,
  expiresRaised,
  featureTagNotEncoded,
  featureTagPlus,
  finalResponsesDiffer,
  fromTagChanged,
  fromTagMissing,
  fromToUriParts,
  gruuWithoutInstance,
  headerAfterEmptyLine,
  headerNameCase,
  headerNotAllowed,
  headerOrder,
  headerOutOfPlace,
  homeDomainFormat,
  homeDomainNotOfImsi,
  instanceChanged,
  instanceId,
  instanceImei,
  integrityProtectedFromUe,
  integrityProtectedMissing,
  ioiType,
  ipsecAlgorithmMissing,
  ipsecAlgorithmPair,
  ipsecAlgorithmRemoved,
  ipsecAlgorithmUnknown,
  ipsecModeUnknown,
  ipsecParameterMissing,
  ipsecPortDefault,
  ipsecPortsEqual,
  ipsecProtocol,
  ipsecSpiDigits,
  ipsecSpiEqual,
  ipsecSpiRange,
  ipv4Malformed,
  looseRouting,
  maxForwardsRange,
  maxForwardsZero,
  methodCase,
  methodUnknown,
  minExpiresNotAbove,
  missingHeader,
  missingOnHop,
  misspeltHeader,
  mixedHeaderForms,
  mixedLineEnds,
  networkProvidedFromUe,
  nonceCountReused,
  nonceCountZero,
  nonceNotOffered,
  notOnHop,
  nulOctet,
  optionTagUnknown,
  paniAccessTypeUnknown,
  paniCellIdFormat,
  paniCellIdMissing,
  paniPrivateParameter,
  paniUnprotected,
  parameterDigits,
  parameterFlagWithValue,
  parameterHexCase,
  parameterMissing,
  parameterMisspelt,
  parameterNeedsQuotes,
  parameterNumber,
  parameterQuoted,
  parameterQvalue,
  parameterRange,
  parameterRepeated,
  parameterValueUnknown,
  parameterWithoutValue,
  pathChangedInRetry,
  pathNotEchoed,
  pathWithoutSupported,
  phoneContextOfGlobalNumber,
  prackMissing,
  privacyNone,
  privateIdentityNotOfImsi,
  provisionalAfterFinal,
  rackWithoutResponse,
  realmForeign,
  realmNotHomeDomain,
  reasonCauseUnknown,
  reasonPhraseOfAnotherCode,
  reasonPhraseTrailingSpace,
  refreshIntervalDefault,
  regIdRepeated,
  regIdWithoutInstance,
  regIdWithoutOutbound,
  registerResponseWithoutContact,
  registerToScheme,
  registerToTel,
  registerUriScheme,
  registerUriUser,
  registrationEventAccept,
  requestUriHeaders,
  requestUriMethod,
  requestUriNotRemoteTarget,
  require100relWithoutRseq,
  requireNotSupportedByClient,
  requirePathWithoutPath,
  resourcePriorityUnknown,
  responseCseqMethod,
  responseFrom,
  responseHeaderUseless,
  responseTo,
  responseUnverified,
  responseVia,
  responseWithoutRequest,
  resynchronisation,
  routeBetweenNetworks,
  routeNotServiceRoute,
  rportNotFilled,
  rseqRange,
  rseqWithoutRequire,
  sdpAttributeLevel,
  sdpAttributeRepeated,
  sdpCodecClockRate,
  sdpDirectionRepeated,
  sdpPayloadRepeated,
  sdpPayloadUndefined,
  sdpPayloadUnlisted,
  sdpPortRange,
  sdpPreconditionIncomplete,
  sdpPreconditionNotSupported,
  secAgreeLeftOver,
  secAgreeNotInProxyRequire,
  secAgreeWithoutClient,
  securityClientChanged,
  securityClientWithoutRequire,
  securityMechanismUnknown,
  securityServerMissing,
  securityServerNotOffered,
  securityVerifyDiffers,
  securityVerifyInInitial,
  securityVerifyMissing,
  sessionExpiresBelowMinSe,
  sessionExpiresTooSmall,
  sessionIdFormat,
  sessionRefresherMissing,
  sessionTimerNotSupported,
  sipsContact,
  staleWithoutCredentials,
  statusCodeUnknown,
  subscriptionExpiresMissing,
  subscriptionRaised,
  subscriptionStateUnknown,
  supportedPathMissing,
  telNumber,
  telWithoutPhoneContext,
  toTagInInitial,
  toTagMissingInDialog,
  toTagMissingInResponse,
  traceIncomplete,
  trailingSpace,
  unknownHeader,
  unprotectedAnswerAccepted,
  unsupportedMediaWithoutList,
  unsupportedNotRequired,
  uriParameterRepeated,
  uriPort,
  uriSlashes,
  uriTransportUnknown,
  userPhoneWithoutNumber,
  valueMisspelt,
  valueUnknown,
  viaBranchCookie,
  viaBranchEmpty,
  viaBranchMissing,
  viaKeepMissing,
  viaLoop,
  viaPortNotProtected,
  viaPorts,
  viaProtocolUnknown,
  viaReceived,
  viaRfc2543,
  viaRportMissing,
  viaRportValueInRequest,
  viaTransportUnknown,
  visitedNetworkUri,
];
