import type { CST, Document, Node, Scalar, YAMLParseError } from 'yaml';
import { Composer, isScalar, Lexer, Parser } from 'yaml';
import type { SourceText, TemplateSyntaxError } from './source-text';
import { MAX_DEPTH, TOO_DEEP, TOO_LARGE } from './source-text';

/** The maximum number of tokens. The parser uses about 200 bytes for each. */
const MAX_TOKENS = 5_000_000;

/** The number of errors after which parsing ends. */
const MAX_ERRORS = 20;

/** The members of the composer that collect errors, which are not part of its public API. */
interface ComposerInternals {
  readonly errors: readonly YAMLParseError[];
  onError: (position: unknown, code: string, message: string, isWarning?: boolean) => void;
}

/**
 * Parses the documents of a YAML stream. Omits documents without content.
 *
 * @throws TemplateSyntaxError if the text is not YAML
 */
export function parseYamlDocuments(source: SourceText, maxTokens: number = MAX_TOKENS): Document.Parsed[] {
  // `YamlReader` resolves the tags, and the plain scalars of YAML 1.1.
  const composer = new Composer({
    schema: 'failsafe',
    version: '1.1',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  limitErrors(composer, source);
  const documents = [...composer.compose(parseTokens(source, maxTokens))];
  const errors = documents.flatMap((document) => document.errors);
  if (errors.length > 0) {
    throw createFirstError(errors, source);
  }
  return documents.filter(({ contents }) => !isEmpty(contents));
}

/**
 * Omits warnings, and ends parsing after several errors. The composer catches an error in a collection, and reports it
 * for the collection, so the handler throws again.
 */
function limitErrors(composer: Composer, source: SourceText): void {
  const internals = composer as unknown as ComposerInternals;
  const { onError } = internals;
  internals.onError = (position, code, message, isWarning) => {
    if (isWarning) {
      return;
    }
    if (internals.errors.length === MAX_ERRORS) {
      throw createFirstError(internals.errors, source);
    }
    onError(position, code, message);
  };
}

/** Creates the error at the first position. The composer reports errors of a collection after those of its values. */
function createFirstError(errors: readonly YAMLParseError[], source: SourceText): TemplateSyntaxError {
  const [first] = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  return source.createError('YAML', first.pos[0], `${first.message}.`);
}

/** Parses the tokens up to the first error. */
function* parseTokens(source: SourceText, maxTokens: number): Generator<CST.Token> {
  const parser = new Parser();
  let count = 0;
  let hasError = false;
  for (const lexeme of new Lexer().lex(source.text)) {
    count += 1;
    if (count > maxTokens) {
      throw source.createError('YAML', parser.offset, TOO_LARGE);
    }
    for (const token of parser.next(lexeme)) {
      hasError ||= token.type === 'error';
      yield token;
    }
    if (hasError) {
      break;
    }
    checkDepth(parser, source);
  }
  yield* parser.end();
}

/** Limits the stack, which contains the document, its collections, and the current scalar. */
function checkDepth({ stack }: Parser, source: SourceText): void {
  if (stack.length <= MAX_DEPTH + 1) {
    return;
  }
  const current = stack[MAX_DEPTH + 1];
  if ('items' in current) {
    throw source.createError('YAML', current.offset, TOO_DEEP);
  }
}

function isEmpty(node: Node | null): boolean {
  return node === null || isEmptyScalar(node);
}

function isEmptyScalar(node: Node): boolean {
  return isPlain(node) && (node as Scalar).source === '';
}

/** Whether a node is a scalar without quotes. */
export function isPlain(node: Node): boolean {
  return isScalar(node) && node.type === 'PLAIN';
}
