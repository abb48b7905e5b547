// Writes server/src/common/rules/index.ts and docs/rules.md from the rule files.
// Usage: node scripts/gen-rules.mjs [--check]   (Node 24, which reads the .ts files as they are)
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '..', '..');
const folder = join(root, 'server/src/common/rules');

/** The rules by file: what each exports, found by the form of its declaration. */
function ruleFiles() {
  return readdirSync(folder)
    .filter(name => name.endsWith('.ts') && name !== 'index.ts')
    .sort((a, b) => (stem({ file: a }) < stem({ file: b }) ? -1 : 1))
    .flatMap(name => {
      const text = readFileSync(join(folder, name), 'utf8');
      const found = /^export const (\w+): (?:Message|Dialog|Document)Rule = \{/m.exec(text);
      return found === null ? [] : [{ file: name, constant: found[1] }];
    });
}

/** File name without its ending: `content-length` comes before `content-length-short`. */
const stem = ({ file }) => file.slice(0, -'.ts'.length);

/** The text of rules/index.ts. */
function indexText() {
  const rules = ruleFiles();
  const imports = [...rules, { file: 'rule.ts' }]
    .sort((a, b) => (stem(a) < stem(b) ? -1 : 1))
    .map(({ file, constant }) =>
      constant ? `import { ${constant} } from './${file}';` : `import type { Rule } from './${file}';`,
    );
  return `// Made by scripts/gen-rules.mjs from the files of this folder; do not edit.

${imports.join('\n')}

/** Every rule, by id. */
export const RULES: readonly Rule[] = [
${rules.map(({ constant }) => `  ${constant},`).join('\n')}
];
`;
}

/** `␀` and the like (Unicode block Control Pictures). */
const symbolOf = control => String.fromCodePoint(0x2400 + control.codePointAt(0));

/** A fenced example; control characters, which would make the page a binary file, are shown by their symbols. */
function example(text) {
  const visible = [...text].map(one => (one < ' ' && !'\t\n'.includes(one) ? symbolOf(one) : one)).join('');
  return `\`\`\`sip-message\n${visible}\n\`\`\``;
}

/** A syntax error: its sentence, its clause, and lines that have it. A bar marks where something is missing. */
function syntaxPage([code, { message, spec }], examples) {
  const lines = examples.map(([line, carets]) => example(`${line}\n${carets}`)).join('\n\n');
  return `## ${code}\n\nerror · ${spec}\n\n${message}\n\nReported:\n\n${lines}\n`;
}

function page(rule, profilesText) {
  return `## ${rule.id}

${rule.severity} · ${rule.spec} · ${profilesText(rule)}

${rule.doc}

Reported:

${example(rule.bad.trim())}

Accepted:

${example(rule.good.trim())}
`;
}

const SYNTAX_INTRO = `Found while a message is read, under every profile; a header field that has one is left out by the rules above. Their
severity is set, and they are ignored, like rules. A bar under a line marks where something is missing.`;

const BODY_INTRO = 'Found while a body is read: SDP, XML, multipart. They are set and ignored like rules as well.';

/** The text of docs/rules.md. */
async function pageText() {
  const { RULES } = await import(pathToFileURL(join(folder, 'index.ts')).href);
  const { RUNNER_FINDINGS } = await import(pathToFileURL(join(folder, 'runnerFindings.ts')).href);
  const { profilesText } = await import(pathToFileURL(join(folder, 'ruleProfiles.ts')).href);
  const { SYNTAX_ERRORS } = await import(pathToFileURL(join(root, 'server/src/common/syntax/errors.ts')).href);
  const { SYNTAX_EXAMPLES } = await import(pathToFileURL(join(root, 'test/unit/syntax/errorExamples.ts')).href);
  const { BODY_ERRORS } = await import(pathToFileURL(join(root, 'server/src/common/bodies/errors.ts')).href);
  const syntax = Object.entries(SYNTAX_ERRORS).map(entry => syntaxPage(entry, SYNTAX_EXAMPLES[entry[0]]));
  const bodies = Object.entries(BODY_ERRORS).map(
    ([code, { message, spec }]) => `## ${code}\n\nwarning · ${spec}\n\n${message.replace('{}', '…')}\n`,
  );
  const runner = RUNNER_FINDINGS.map(info => `## ${info.id}\n\n${info.severity}\n\n${info.doc}\n`);
  return `# Rules

<!-- Made by scripts/gen-rules.mjs; do not edit. -->

${RULES.length} rules. The severity of each can be changed in \`sipwright.json\` (\`"rules": { "rule-id": "off" }\`); a comment
\`# @ignore rule-id reason\` above a message or a header field silences it there. Carets under a line mark what is reported.

Behind the clause stand the profiles under which the rule speaks (\`"profile"\` in \`sipwright.json\`, the setting
\`sipwright.profile\`, or \`check --profile\`), with the severity where it is another there:

| Profile | Rules | Hop of a message without \`# @hop\` |
|---|---|---|
| \`auto\` | all | what the message shows; none for plain SIP |
| \`rfc3261\` | those of the IETF | none |
| \`3gpp-gm\` | all | Gm, protected or not as the message shows |
| \`3gpp-core\` | all | ISC for third-party REGISTERs, otherwise Mw: from P-CSCF or from I-CSCF as the message shows |
| \`roaming\` | all | II-NNI, the interface between two networks (TS 29.165) |

${[...RULES.map(rule => page(rule, profilesText)), ...runner].join('\n')}
# Syntax errors

${SYNTAX_INTRO}

${syntax.join('\n')}
# Errors of bodies

${BODY_INTRO}

${bodies.join('\n')}`;
}

/** Writes a file, or with --check says that it is not what would be written. */
function put(path, text) {
  if (!process.argv.includes('--check')) return writeFileSync(path, text);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  console.error(`${path} is not up to date.`);
  process.exitCode = 1;
}

put(join(folder, 'index.ts'), indexText());
put(join(root, 'docs/rules.md'), await pageText());
