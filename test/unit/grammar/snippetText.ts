/** Expands a snippet body to the text that stands there when nothing has been typed into its tab stops. */

/** Values of the variables that our snippets use; the editor makes new ones each time. */
const VARIABLES: Record<string, string> = {
  RANDOM_HEX: 'a1b2c3',
  UUID: '5e8f0c6a-3d24-4b71-9a0e-6c1f8b7d2e93',
};

const MARK = /\\([\\$}])|\$\{(\d+):([^}$]*)\}|\$\{(\d+)\|((?:[^|\\]|\\.)*)\|\}|\$\{?(\d+)\}?|\$\{?([A-Z_]+)\}?/g;

export interface Expansion {
  readonly text: string;
  /** Numbers of the tab stops in the order of their first appearance. */
  readonly stops: readonly number[];
}

/** @throws on a tab stop that is used before it has a value, and on an unknown variable. */
export function expandSnippet(body: string): Expansion {
  const values = new Map<string, string>();
  const define = (stop: string, value: string) => {
    values.set(stop, value);
    return value;
  };
  const text = body.replace(
    MARK,
    (
      mark,
      escaped?: string,
      stop?: string,
      value = '',
      choice?: string,
      options = '',
      again?: string,
      name?: string,
    ) => {
      if (escaped !== undefined) return escaped;
      if (stop !== undefined) return define(stop, value);
      if (choice !== undefined) return define(choice, firstChoice(options));
      if (again !== undefined) return again === '0' ? define('0', '') : known(values.get(again), mark);
      return known(VARIABLES[name ?? ''], mark);
    },
  );
  return { text, stops: [...values.keys()].map(Number) };
}

function known(value: string | undefined, mark: string): string {
  if (value === undefined) throw new Error(`${mark} has no value`);
  return value;
}

function firstChoice(options: string): string {
  return (/^(?:[^,\\]|\\.)*/.exec(options)?.[0] ?? '').replace(/\\(.)/g, '$1');
}
