import { EVENT_PACKAGES } from '../eventPackages.ts';
import { header, param, row, values } from '../rows.ts';
import { SUBSCRIPTION_REASONS, SUBSCRIPTION_STATES } from '../subscriptionState.ts';
import type { HeaderRow, ParamRow } from '../types.ts';

/** RFC 6446: how often the notifier should report. */
const RATE_PARAMS: readonly ParamRow[] = [
  param('max-rate', 'token', 'At most so many notifications a second.', 'RFC 6446 §9.2'),
  param('min-rate', 'token', 'At least so many notifications a second.', 'RFC 6446 §9.2'),
  param('adaptive-min-rate', 'token', 'On average at least so many notifications a second.', 'RFC 6446 §9.2'),
];

const EVENT_PARAMS: readonly ParamRow[] = [
  param('id', 'token', 'Tells several subscriptions of one dialog apart.', 'RFC 6665 §8.2.1'),
  ...RATE_PARAMS,
  param('call-id', 'tokenOrQuoted', 'dialog: Call-ID of the dialog that is watched.', 'RFC 4235 §3.2'),
  param('to-tag', 'token', 'dialog: tag of the user that is watched.', 'RFC 4235 §3.2'),
  param('from-tag', 'token', 'dialog: tag of the other side.', 'RFC 4235 §3.2'),
  param('include-session-description', 'none', 'dialog: report the session descriptions too.', 'RFC 4235 §3.2'),
  param('shared', 'none', 'dialog: shared lines are supported.', 'RFC 7463 §13.1'),
  param('profile-type', 'token', 'ua-profile: which profile.', 'RFC 6080 §6.2', {
    values: values('RFC 6080 §6.2', [
      ['device', 'Profile of the device.'],
      ['user', 'Profile of the user.'],
      ['local-network', 'Profile of the local network.'],
    ]),
  }),
  param('vendor', 'quoted', 'ua-profile: maker of the device.', 'RFC 6080 §6.2', { quoted: true }),
  param('model', 'quoted', 'ua-profile: model of the device.', 'RFC 6080 §6.2', { quoted: true }),
  param('version', 'quoted', 'ua-profile: software version of the device.', 'RFC 6080 §6.2', { quoted: true }),
  param('effective-by', 'integer', 'ua-profile: seconds until the profile takes effect.', 'RFC 6080 §6.2'),
  param('body', 'token', 'http-monitor: what the notification carries.', 'RFC 5989 §4.2', {
    values: values('RFC 5989 §4.2', [['true', 'The resource itself.']]),
  }),
];

/** RFC 6665, event notification. */
export const RFC6665_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Allow-Events',
    compact: 'u',
    shape: 'tokenList',
    list: 'list',
    values: EVENT_PACKAGES,
    where: [
      row('2xx', '', '- o - o o o  o o o o - o o o', 'RFC 6665 §8.2.2'),
      row('489', '', '- - - - - -  m m - o - o o m', 'RFC 6665 §8.2.2'),
      row('R', '', 'o o - o o o  o o o o - o o o', 'RFC 6665 §8.2.2'),
    ],
    spec: 'RFC 6665 §8.2.2',
    doc: 'Event packages that the sender can be subscribed to; mandatory in 489.',
    examples: { good: ['reg, presence', 'presence.winfo'], bad: ['', 'reg presence', 'reg,', 'reg;x'] },
  }),
  header({
    name: 'Event',
    compact: 'o',
    shape: 'tokenParams',
    params: EVENT_PARAMS,
    values: EVENT_PACKAGES,
    where: [
      row(
        '2xx',
        '',
        '- - - - - -  ? o - - - - - ?',
        'RFC 6446 §9.3',
        'RFC 6665 has no table; examples carry it in the 2xx to SUBSCRIBE',
      ),
      row('R', '', '- - - - - -  m m - - - - - m', 'RFC 6665 §8.2.1'),
    ],
    spec: 'RFC 6665 §8.2.1',
    doc: 'The state that is subscribed to, reported or published; reg for the registration.',
    examples: { good: ['reg', 'refer;id=93809824', 'presence.winfo'], bad: ['', 'reg,presence', ';id=1', 'reg;id='] },
  }),
  header({
    name: 'Subscription-State',
    shape: 'tokenParams',
    params: [
      param('expires', 'integer', 'Seconds until the subscription ends.', 'RFC 6665 §4.1.3'),
      param('reason', 'token', 'Why it ended.', 'RFC 6665 §4.1.3', { values: SUBSCRIPTION_REASONS }),
      param('retry-after', 'integer', 'Seconds to wait before the next try.', 'RFC 6665 §4.1.3'),
      ...RATE_PARAMS,
    ],
    values: SUBSCRIPTION_STATES,
    where: [row('R', '', '- - - - - -  - m - - - - - -', 'RFC 6665 §8.2.3')],
    spec: 'RFC 6665 §8.2.3',
    doc: 'State of the subscription in every NOTIFY, with the time left or the reason of the end.',
    examples: {
      good: ['active;expires=600000', 'terminated;reason=timeout', 'pending'],
      bad: ['', 'active,pending', ';expires=1', 'active;expires='],
    },
  }),
];
