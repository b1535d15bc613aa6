import ts from 'typescript';

/** What the rules want to know of one source file. */
export interface SourceFacts {
  /** Module specifiers of imports, re-exports, `import()`, `import type`, `require()` and `require.resolve()`. */
  readonly imports: readonly string[];
  /** Every other string in the code: a package may be loaded by a name kept in a constant. */
  readonly strings: readonly string[];
  /** Uses of what differs from run to run or reaches outside, such as `Date.now` and `process.env`. */
  readonly impurities: readonly string[];
  readonly lines: number;
  /** The file does nothing but pass on what other files export. */
  readonly barrel: boolean;
}

const IMPURE_MEMBERS = new Set([
  'Date.now',
  'Math.random',
  'process.env',
  'process.argv',
  'process.cwd',
  'process.hrtime',
  'process.uptime',
]);
const IMPURE_GLOBALS = new Set(['fetch', 'performance', 'WebSocket', 'XMLHttpRequest']);

export function readFacts(path: string, text: string): SourceFacts {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const imports: string[] = [];
  const strings: string[] = [];
  const impurities: string[] = [];

  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) (isSpecifier(node) ? imports : strings).push(node.text);
    const impurity = impurityOf(node);
    if (impurity !== undefined) impurities.push(impurity);
    ts.forEachChild(node, visit);
  };
  visit(source);

  return { imports, strings, impurities, lines: countLines(text), barrel: isBarrel(source) };
}

function isSpecifier(literal: ts.StringLiteralLike): boolean {
  const { parent } = literal;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
  if (ts.isLiteralTypeNode(parent)) return ts.isImportTypeNode(parent.parent);
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== literal) return false;
  return (
    parent.expression.kind === ts.SyntaxKind.ImportKeyword ||
    /^require(\.resolve)?$/.test(parent.expression.getText())
  );
}

function impurityOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const member = node.getText();
    return IMPURE_MEMBERS.has(member) ? member : undefined;
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) {
    return 'new Date()';
  }
  if (ts.isIdentifier(node) && IMPURE_GLOBALS.has(node.text) && isGlobalUse(node)) return node.text;
  return undefined;
}

/** Not `request.fetch`, `{ performance: 1 }` or `function fetch()`. */
function isGlobalUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return ts.isCallExpression(parent) || ts.isNewExpression(parent);
}

function isBarrel(source: ts.SourceFile): boolean {
  const { statements } = source;
  return (
    statements.length > 0 &&
    statements.every(
      (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined,
    )
  );
}

function countLines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
