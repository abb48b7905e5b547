import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The CommonJS packages of VS Code's tokeniser: the same engine, the same results as in the editor. */
const require = createRequire(import.meta.url);
const textmate: typeof import('vscode-textmate') = require('vscode-textmate');
const oniguruma: typeof import('vscode-oniguruma') = require('vscode-oniguruma');

export const ROOT = join(import.meta.dirname, '../../..');

/** XML and Markdown come with VS Code; these stand in for them, with the open-ended rules that could run away. */
const STANDINS: Record<string, object> = {
  'text.xml': {
    scopeName: 'text.xml',
    patterns: [
      { begin: '<!--', end: '-->', name: 'comment.block.xml' },
      {
        begin: '<(/?)([\\w:-]+)',
        end: '>',
        beginCaptures: { 2: { name: 'entity.name.tag.xml' } },
        name: 'meta.tag.xml',
      },
    ],
  },
  'text.html.markdown': {
    scopeName: 'text.html.markdown',
    patterns: [{ match: '^#.*$', name: 'markup.heading.markdown' }],
  },
};

const FILES: Record<string, string> = {
  'source.sip-message': 'syntaxes/sip-message.tmLanguage.json',
  'source.sip-sdp': 'syntaxes/sip-sdp.tmLanguage.json',
  'markdown.sip-message.codeblock': 'syntaxes/markdown-sip-message.tmLanguage.json',
};

async function loadOniguruma(): Promise<import('vscode-textmate').IOnigLib> {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  return {
    createOnigScanner: sources => new oniguruma.OnigScanner(sources),
    createOnigString: text => new oniguruma.OnigString(text),
  };
}

const registry = new textmate.Registry({
  onigLib: loadOniguruma(),
  loadGrammar: async scopeName => {
    const standin = STANDINS[scopeName];
    const path = FILES[scopeName];
    const text = standin ? JSON.stringify(standin) : path ? readFileSync(join(ROOT, path), 'utf8') : undefined;
    return text === undefined ? null : textmate.parseRawGrammar(text, `${scopeName}.json`);
  },
  getInjections: scopeName => (scopeName === 'text.html.markdown' ? ['markdown.sip-message.codeblock'] : undefined),
});

async function load(scopeName: string): Promise<import('vscode-textmate').IGrammar> {
  const grammar = await registry.loadGrammar(scopeName);
  if (!grammar) throw new Error(`no grammar ${scopeName}`);
  return grammar;
}

export const message = await load('source.sip-message');
export const markdown = await load('text.html.markdown');

export interface Token {
  readonly text: string;
  /** Outermost first, without the root scope. */
  readonly scopes: readonly string[];
}
export interface Line {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Rules that are open at the end of the line. */
  readonly depth: number;
}

/** Tokenises a whole text, line by line, as the editor does. */
export function tokenize(text: string, grammar = message): Line[] {
  let stack = textmate.INITIAL;
  return text.split(/\r?\n/).map(line => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    const tokens = result.tokens
      .map(token => ({ text: line.slice(token.startIndex, token.endIndex), scopes: token.scopes.slice(1) }))
      .filter(token => token.text !== '');
    return { text: line, tokens, depth: stack.depth };
  });
}
