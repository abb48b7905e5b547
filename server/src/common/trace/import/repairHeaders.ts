/** Repairs of single header fields that are certain: names, colons, brackets and quotes. */

import { headerRow } from '../../registry/index.ts';
import type { Line } from './lines.ts';
import type { RepairLog } from './repairLog.ts';
import { certainName } from './starts.ts';

const NAME_SPEC = 'RFC 3261 §7.3.1';

export function repairHeaders(lines: readonly Line[], log: RepairLog): Line[] {
  const names = new Set(lines.map(line => /^([^\s:]+)\s*:/.exec(line.text)?.[1]?.toLowerCase()));
  const named = lines.map(line => repairName(repairColon(line, log), names, log));
  return named.map(line => (log.damaged ? repairQuotes(repairBrackets(line, log), log) : line));
}

/** `Authorization] Digest`, `Max-Forwards 70`: the colon was read as something else, or not at all. */
function repairColon(line: Line, log: RepairLog): Line {
  const match = /^([A-Za-z][A-Za-z-]{1,40})([ \t]*[\]);.|[}][ \t]+|[ \t]+)(?=\S)/.exec(line.text);
  const [whole = '', name = '', gap = ''] = match ?? [];
  if (!match || headerRow(name) === undefined || /^x-/i.test(name)) return line;
  // A word of prose may be a header name without hyphen.
  if (gap.trim() === '' && !name.includes('-') && name !== 'CSeq' && !/^Via\s+SIP\//.test(line.text)) return line;
  if (line.text.startsWith(':', whole.length)) return line;
  return log.damage(line, `${name}: ${line.text.slice(whole.length)}`, 'colon restored', 'header-no-colon', NAME_SPEC);
}

function repairName(line: Line, names: ReadonlySet<string | undefined>, log: RepairLog): Line {
  const match = /^([A-Za-z][^:"<>@]{1,60}?)(\s*:)/.exec(line.text);
  const name = match?.[1];
  if (name === undefined || headerRow(name) !== undefined) return line;
  const meant = certainName(name);
  // The right name stands in the message as well: this one may be meant.
  if (meant === undefined || names.has(meant.toLowerCase())) return line;
  const isToken = /^[A-Za-z0-9\-.!%*_+`'~]+$/.test(name);
  const rule = isToken ? 'misspelt-header' : 'header-name-not-token';
  return log.damage(line, meant + line.text.slice(name.length), 'misspelt header name', rule, NAME_SPEC);
}

/** `Route: sip:p.net;lr`, and `<sip:...` that nothing closes. */
function repairBrackets(line: Line, log: RepairLog): Line {
  const match = /^([A-Za-z-]+)(\s*:\s*)(\S.*)$/.exec(line.text);
  const [, name = '', colon = '', value = ''] = match ?? [];
  const row = headerRow(name);
  if (!row) return line;
  const head = name + colon;
  if (row.angleBrackets === 'required' && /^(?:sips?|tel|urn):[^<>",\s]+$/i.test(value)) {
    return log.change(line, `${head}<${value}>`, 'angle brackets restored', undefined, row.spec);
  }
  if (!row.shape.startsWith('nameAddr') && row.shape !== 'contactList') return line;
  const open = /^((?:"[^"]*"|[^"<>,]*)<[^<>";,\s]+)(;(?:tag|expires|q)=.*)?$/.exec(value);
  if (!open) return line;
  return log.change(line, `${head}${open[1]}>${open[2] ?? ''}`, 'closing angle bracket restored', undefined, row.spec);
}

/** Directives of credentials that the grammar wants between quotes. */
const QUOTED = /(^|[\s,])(username|realm|nonce|uri|response|cnonce|opaque)\s*=\s*([^\s",]+)/gi;

function repairQuotes(line: Line, log: RepairLog): Line {
  const match = /^([A-Za-z-]+\s*:\s*Digest\s)(.*)$/i.exec(line.text);
  const [, head = '', value = ''] = match ?? [];
  const row = headerRow(head.split(/[\s:]/, 1)[0] ?? '');
  if (row?.shape !== 'auth') return line;
  const text = value.replace(QUOTED, (_, gap: string, name: string, bare: string) => `${gap}${name}="${bare}"`);
  return log.change(line, head + text, 'quotes restored', 'parameter-needs-quotes', 'RFC 3261 §25.1');
}
