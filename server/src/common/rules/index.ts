// Made by scripts/gen-rules.mjs from the files of this folder; do not edit.
import type { Rule } from './rule.ts';
import { challengeMissing } from './challenge-missing.ts';
import { contactSingle } from './contact-single.ts';
import { contactStarAlone } from './contact-star-alone.ts';
import { contactStarExpires } from './contact-star-expires.ts';
import { contactStarOutsideRegister } from './contact-star-outside-register.ts';
import { contentTypeMissing } from './content-type-missing.ts';
import { cseqMethod } from './cseq-method.ts';
import { cseqRange } from './cseq-range.ts';
import { deprecatedHeader } from './deprecated-header.ts';
import { duplicateHeader } from './duplicate-header.ts';
import { fromTagMissing } from './from-tag-missing.ts';
import { headerNameCase } from './header-name-case.ts';
import { headerNotAllowed } from './header-not-allowed.ts';
import { maxForwardsRange } from './max-forwards-range.ts';
import { missingHeader } from './missing-header.ts';
import { misspeltHeader } from './misspelt-header.ts';
import { registerToScheme } from './register-to-scheme.ts';
import { registerToTel } from './register-to-tel.ts';
import { registerUriUser } from './register-uri-user.ts';
import { requestUriHeaders } from './request-uri-headers.ts';
import { toTagInInitial } from './to-tag-in-initial.ts';
import { toTagMissingInDialog } from './to-tag-missing-in-dialog.ts';
import { toTagMissingInResponse } from './to-tag-missing-in-response.ts';
import { unknownHeader } from './unknown-header.ts';
import { viaBranchCookie } from './via-branch-cookie.ts';
import { viaBranchEmpty } from './via-branch-empty.ts';
import { viaBranchMissing } from './via-branch-missing.ts';

/** Every rule, by id. */
export const RULES: readonly Rule[] = [
  challengeMissing,
  contactSingle,
  contactStarAlone,
  contactStarExpires,
  contactStarOutsideRegister,
  contentTypeMissing,
  cseqMethod,
  cseqRange,
  deprecatedHeader,
  duplicateHeader,
  fromTagMissing,
  headerNameCase,
  headerNotAllowed,
  maxForwardsRange,
  missingHeader,
  misspeltHeader,
  registerToScheme,
  registerToTel,
  registerUriUser,
  requestUriHeaders,
  toTagInInitial,
  toTagMissingInDialog,
  toTagMissingInResponse,
  unknownHeader,
  viaBranchCookie,
  viaBranchEmpty,
  viaBranchMissing,
];
