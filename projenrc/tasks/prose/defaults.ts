/** A number, a string, a boolean, or a member of an enum or of a class. */
const LITERAL = /^(?:-?\d[\d_.]*|'[^']*'|true|false|(?:\w+\.)+[A-Z][A-Z\d_]*)$/;

/** What is wrong with a default. */
export interface DefaultError {
  readonly rule: string;
  readonly message: string;
}

/** Renders a default that is a text. Values are code. */
export function renderDefault(text: string): string {
  return LITERAL.test(text) ? '' : text.replace(/^-\s*/, '');
}

/** Checks that a default is a value or a text after a hyphen, without expressions that other languages do not have. */
export function checkDefault(text: string): DefaultError[] {
  if (/\bundefined\b/.test(text)) {
    const message = 'Describe the default instead of "undefined", which other languages do not have.';
    return [{ rule: 'Docstring.UndefinedDefault', message }];
  }
  const isText = text.startsWith('- ') && !isExpression(text.slice(1));
  if (isText || LITERAL.test(text)) {
    return [];
  }
  const message = 'Write a number, a string, a Boolean value, an enum member, or a text after "- ".';
  return [{ rule: 'Docstring.Default', message }];
}

/** Whether a text is only code, or contains a call outside of code. */
function isExpression(text: string): boolean {
  const words = text.replace(/`[^`]*`/g, '');
  return /\w\(/.test(words) || !/[a-z]/i.test(words);
}
