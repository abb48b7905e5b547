import { values } from './rows.ts';
import type { ValueRow } from './types.ts';

/** The states in Subscription-State. */
export const SUBSCRIPTION_STATES: readonly ValueRow[] = values('RFC 6665 §4.1.3', [
  ['active', 'The subscription is accepted and runs.'],
  ['pending', 'The subscription waits for approval.'],
  ['terminated', 'The subscription is over; `reason` says why.'],
]);

/** The values of `reason` in Subscription-State. */
export const SUBSCRIPTION_REASONS: readonly ValueRow[] = [
  ...values('RFC 6665 §4.1.3', [
    ['deactivated', 'Subscribe again at once; in the reg package: register again.'],
    ['probation', 'Subscribe again later, see `retry-after`.'],
    ['rejected', 'The notifier refuses; do not subscribe again.'],
    ['timeout', 'It was not refreshed in time; subscribe again at any time.'],
    ['giveup', 'Nobody approved it in time; subscribe again later.'],
    ['noresource', 'The resource does not exist any more; do not subscribe again.'],
    ['invariant', 'The state can no longer change; do not subscribe again.'],
  ]),
  ...values('RFC 4660 §5.4', [['badfilter', 'The notifier does not understand the filter.']]),
];
