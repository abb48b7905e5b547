import type { HeaderRow } from '../types.ts';
import { RFC3261_HEADERS } from './rfc3261.ts';
import { RFC3262_HEADERS } from './rfc3262.ts';
import { RFC3313_HEADERS } from './rfc3313.ts';
import { RFC3323_HEADERS } from './rfc3323.ts';
import { RFC3325_HEADERS } from './rfc3325.ts';
import { RFC3326_HEADERS } from './rfc3326.ts';
import { RFC3327_HEADERS } from './rfc3327.ts';
import { RFC3329_HEADERS } from './rfc3329.ts';
import { RFC3515_HEADERS } from './rfc3515.ts';
import { RFC3608_HEADERS } from './rfc3608.ts';
import { RFC3841_HEADERS } from './rfc3841.ts';
import { RFC3891_HEADERS } from './rfc3891.ts';
import { RFC3892_HEADERS } from './rfc3892.ts';
import { RFC3903_HEADERS } from './rfc3903.ts';
import { RFC3911_HEADERS } from './rfc3911.ts';
import { RFC4028_HEADERS } from './rfc4028.ts';
import { RFC4412_HEADERS } from './rfc4412.ts';
import { RFC4457_HEADERS } from './rfc4457.ts';
import { RFC4488_HEADERS } from './rfc4488.ts';
import { RFC4538_HEADERS } from './rfc4538.ts';
import { RFC4964_HEADERS } from './rfc4964.ts';
import { RFC5002_HEADERS } from './rfc5002.ts';
import { RFC5009_HEADERS } from './rfc5009.ts';
import { RFC5318_HEADERS } from './rfc5318.ts';
import { RFC5360_HEADERS } from './rfc5360.ts';
import { RFC5373_HEADERS } from './rfc5373.ts';
import { RFC5393_HEADERS } from './rfc5393.ts';
import { RFC5502_HEADERS } from './rfc5502.ts';
import { RFC5503_HEADERS } from './rfc5503.ts';
import { RFC5626_HEADERS } from './rfc5626.ts';
import { RFC5839_HEADERS } from './rfc5839.ts';
import { RFC6050_HEADERS } from './rfc6050.ts';
import { RFC6086_HEADERS } from './rfc6086.ts';
import { RFC6442_HEADERS } from './rfc6442.ts';
import { RFC6665_HEADERS } from './rfc6665.ts';
import { RFC6794_HEADERS } from './rfc6794.ts';
import { RFC6809_HEADERS } from './rfc6809.ts';
import { RFC6873_HEADERS } from './rfc6873.ts';
import { RFC7044_HEADERS } from './rfc7044.ts';
import { RFC7315_HEADERS } from './rfc7315.ts';
import { RFC7316_HEADERS } from './rfc7316.ts';
import { RFC7433_HEADERS } from './rfc7433.ts';
import { RFC7614_HEADERS } from './rfc7614.ts';
import { RFC7989_HEADERS } from './rfc7989.ts';
import { RFC8224_HEADERS } from './rfc8224.ts';
import { RFC8262_HEADERS } from './rfc8262.ts';
import { RFC8496_HEADERS } from './rfc8496.ts';
import { RFC8876_HEADERS } from './rfc8876.ts';
import { TS24229_HEADERS } from './ts24229.ts';
import { VENDOR_HEADERS } from './vendor.ts';

/** All header rows, one list for each specification. */
export const ALL_HEADERS: readonly HeaderRow[] = [
  ...RFC3261_HEADERS,
  ...RFC3262_HEADERS,
  ...RFC3313_HEADERS,
  ...RFC3323_HEADERS,
  ...RFC3325_HEADERS,
  ...RFC3326_HEADERS,
  ...RFC3327_HEADERS,
  ...RFC3329_HEADERS,
  ...RFC3515_HEADERS,
  ...RFC3608_HEADERS,
  ...RFC3841_HEADERS,
  ...RFC3891_HEADERS,
  ...RFC3892_HEADERS,
  ...RFC3903_HEADERS,
  ...RFC3911_HEADERS,
  ...RFC4028_HEADERS,
  ...RFC4412_HEADERS,
  ...RFC4457_HEADERS,
  ...RFC4488_HEADERS,
  ...RFC4538_HEADERS,
  ...RFC4964_HEADERS,
  ...RFC5002_HEADERS,
  ...RFC5009_HEADERS,
  ...RFC5318_HEADERS,
  ...RFC5360_HEADERS,
  ...RFC5373_HEADERS,
  ...RFC5393_HEADERS,
  ...RFC5502_HEADERS,
  ...RFC5503_HEADERS,
  ...RFC5626_HEADERS,
  ...RFC5839_HEADERS,
  ...RFC6050_HEADERS,
  ...RFC6086_HEADERS,
  ...RFC6442_HEADERS,
  ...RFC6665_HEADERS,
  ...RFC6794_HEADERS,
  ...RFC6809_HEADERS,
  ...RFC6873_HEADERS,
  ...RFC7044_HEADERS,
  ...RFC7315_HEADERS,
  ...RFC7316_HEADERS,
  ...RFC7433_HEADERS,
  ...RFC7614_HEADERS,
  ...RFC7989_HEADERS,
  ...RFC8224_HEADERS,
  ...RFC8262_HEADERS,
  ...RFC8496_HEADERS,
  ...RFC8876_HEADERS,
  ...TS24229_HEADERS,
  ...VENDOR_HEADERS,
];
