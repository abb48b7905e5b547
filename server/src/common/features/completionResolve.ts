/** completionItem/resolve: the documentation of one item, written when the editor shows it. */

import { headerRow, methodRow, statusCodeRow } from '../registry/index.ts';
import { reasonCauses } from '../registry/reasons.ts';
import { paramRow, valueRow } from './context.ts';
import { describeHeader, describeMethod, describeParam, describeStatusCode, describeValue } from './describe.ts';
import { uriParamRow } from './describeUri.ts';
import type { CompletionData } from './types.ts';

/** Markdown, or undefined where there is nothing to say. */
export function completionDocumentation(data: CompletionData): string | undefined {
  const { name, of: owner = '' } = data;
  switch (data.kind) {
    case 'header': {
      const row = headerRow(name);
      return row && describeHeader(row);
    }
    case 'method': {
      const row = methodRow(name);
      return row && describeMethod(row);
    }
    case 'status': {
      const row = statusCodeRow(Number(name));
      return row && describeStatusCode(row);
    }
    case 'param': {
      const row = owner === 'URI' ? uriParamRow(name) : paramOf(owner, name);
      return row && describeParam(row, owner === 'URI' ? 'a URI' : owner);
    }
    case 'value':
      return valueDocumentation(owner, name);
  }
}

function paramOf(header: string, name: string): ReturnType<typeof paramRow> {
  const row = headerRow(header);
  return row && paramRow(row, name);
}

/** `owner` is a header, or a header and one of its parameters with a blank between, and the protocol of a cause. */
function valueDocumentation(owner: string, value: string): string | undefined {
  const [header = '', param, protocol] = owner.split(' ');
  if (protocol !== undefined) {
    const cause = valueRow(reasonCauses(protocol), value);
    return cause && describeValue(cause, `cause of ${protocol}`);
  }
  const values =
    param === undefined ? headerRow(header)?.values : (paramOf(header, param) ?? uriParamRow(param))?.values;
  const row = valueRow(values, value);
  return row && describeValue(row, param ?? header);
}
