import ts from 'typescript';

export interface Fault {
  readonly line: number;
  readonly what: string;
}

/** Statements that a sharded database refuses or loses without a word, or that name the tenant for longer than a transaction. */
const RULES: readonly (readonly [what: string, broken: (sql: string) => boolean])[] = [
  ['the tenant is set by a function call', (sql) => /\bset_config\s*\(/i.test(sql)],
  ['the tenant is set for the whole session', (sql) => /\bset\s+(?:session\s+)?["']?app\./i.test(sql)],
  [
    'INSERT … SELECT without ON CONFLICT or RETURNING',
    (sql) =>
      (sql.match(/\binsert\s+into\b[^;]*/gi) ?? []).some(
        (insert) =>
          /^insert\s+into\s+[\w".$]+(?:\s+as\s+\w+)?\s*(?:\([^)]*\))?\s*(?:overriding\s+\w+\s+value\s+)?\(?\s*(?:select|with)\b/i.test(
            insert,
          ) && !/\bon\s+conflict\b|\breturning\b/i.test(insert),
      ),
  ],
  ['MERGE', (sql) => /\bmerge\s+into\b/i.test(sql)],
  ['a subquery in VALUES', (sql) => /\bvalues\s*\([^;]*?\(\s*select\b/i.test(sql) && /\binsert\s+into\b/i.test(sql)],
  ['a foreign key that sets null or default', (sql) => /\bon\s+(?:delete|update)\s+set\s+(?:null|default)\b/i.test(sql)],
  ['several statements in one query', (sql) => /;\s*(?:create|alter|drop|grant|revoke|insert|update|delete|select|set|begin)\b/i.test(sql)],
];

/** Faults of the SQL that stands in the text literals of a program. Bodies of functions ($$…$$) are read as SQL of their own. */
export function sqlFaults(program: string): Fault[] {
  const source = ts.createSourceFile('program.ts', program, ts.ScriptTarget.Latest, true);
  const faults: Fault[] = [];
  const walk = (node: ts.Node): void => {
    const text = literalText(node);
    if (text !== null) {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      for (const sql of text.split('$$').flatMap((part, position) => (position % 2 ? part.split(';') : [part])))
        for (const [what, broken] of RULES) if (broken(sql)) faults.push({ line, what });
      return;
    }
    ts.forEachChild(node, walk);
  };
  walk(source);
  return faults;
}

/** A literal's text; what a template fills in is read as `$`. Null for any other node. */
function literalText(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('$');
  return null;
}
