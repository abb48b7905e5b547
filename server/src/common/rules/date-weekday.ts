import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const dateWeekday: MessageRule = {
  id: 'date-weekday',
  headers: ['Date'],
  severity: 'warning',
  spec: 'RFC 3261 §20.17',
  doc: 'The weekday does not belong to the date, so one of them is wrong.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Date: Sat, 13 Nov 2010 23:29:00 GMT
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Date: Mon, 13 Nov 2010 23:29:00 GMT
      ^^^
`,
  check(message, report) {
    const header = factsOf(message).first('Date');
    const match = /^(\w{3}), (\d{1,2}) (\w{3}) (\d{4}) /.exec(header?.raw ?? '');
    if (header === undefined || match === null) return;
    const [, day = '', date = '', month = '', year = ''] = match;
    const right = DAYS[weekday(Number(year), MONTHS.indexOf(month) + 1, Number(date))];
    if (right === undefined || right === day || !DAYS.includes(day)) return;
    const start = header.value.start + message.text.slice(header.value.start, header.value.end).indexOf(day);
    const span = { start, end: start + 3 };
    report(span, `This date is a ${right}, not a ${day}.`, { fix: replaceFix(`Change to ${right}`, span, right) });
  },
};

/** 0 for Sunday, by Zeller's congruence. */
function weekday(year: number, month: number, day: number): number {
  if (month < 1) return -1;
  const y = month < 3 ? year - 1 : year;
  const m = month < 3 ? month + 12 : month;
  const h =
    (day + Math.floor((13 * (m + 1)) / 5) + y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)) % 7;
  return (h + 6) % 7;
}
