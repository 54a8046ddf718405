/** The parts of a message. */
interface MessageParts {
  /** The first sentence without the rejected value and the period. */
  readonly problem: string;
  /** The rejected value, such as `, but got 0`; empty if the message does not contain it. */
  readonly value: string;
  /** The other sentences: instructions, which are the fix, and explanations. */
  readonly sentences: readonly string[];
}

/** The verbs that begin an instruction. */
const VERBS = [
  'Add',
  'Allow',
  'Append',
  'Change',
  'Check',
  'Copy',
  'Create',
  'Define',
  'Deny',
  'Deploy',
  'Describe',
  'Generate',
  'Move',
  'Pass',
  'Reduce',
  'Remove',
  'Rename',
  'Replace',
  'Request',
  'Restore',
  'Select',
  'Set',
  'Shorten',
  'Specify',
  'Store',
  'Upgrade',
  'Use',
];

/** A sentence that says what to do: an imperative, which can follow a purpose or a condition, or a suggestion. */
const INSTRUCTION = new RegExp(`^(?:Did you mean |(?:(?:For|If|In|To) .*?, )?(?:${VERBS.join('|')})\\b)`, 'i');

/** Whether a sentence of a message says what to do. */
function isInstruction(sentence: string): boolean {
  return INSTRUCTION.test(sentence);
}

function splitMessage(message: string): MessageParts {
  const [sentence] = /^.*?(?=\. [A-Z'])|^.*(?=\.$)/.exec(message)!;
  const [value = ''] = /, but got .*$/.exec(sentence) ?? [];
  const rest = message.slice(sentence.length + 1).trim();
  return {
    problem: sentence.slice(0, sentence.length - value.length),
    value,
    sentences: rest === '' ? [] : rest.split(/(?<=[.?]) (?=[A-Z'])/),
  };
}

/** Whether a message says what to do. */
export function hasInstruction(message: string): boolean {
  return splitMessage(message).sentences.some(isInstruction);
}

/** Renders a message with its instructions in bold. */
export function renderMessage(message: string): string {
  const { problem, value, sentences } = splitMessage(message);
  const texts = sentences.map((sentence) => {
    const text = escapeMarkdown(sentence);
    return isInstruction(sentence) ? `**${text}**` : text;
  });
  // Adjacent instructions are one bold text.
  return [`${escapeMarkdown(problem + value)}.`, ...texts].join(' ').replace(/(?<=[.?])\*\* \*\*/g, ' ');
}

/** Whether a message begins with a requirement, apart from quotes. */
export function beginsWithRequirement(message: string, requirement: string): boolean {
  const [problem, sentence] = [splitMessage(message).problem, requirement].map((text) =>
    text.replace(/['"]|\.$/g, '').toLowerCase(),
  );
  return problem === sentence;
}

/** Whether two messages differ only in names and in rejected values. */
export function haveSameWords(message: string, otherMessage: string): boolean {
  const [words, otherWords] = [message, otherMessage].map((text) => {
    const { problem, sentences } = splitMessage(text);
    return [`${problem}.`, ...sentences]
      .join(' ')
      .replace(/(\b[A-Z]\w+ )?'[^']*'/g, "''")
      .replace(/"[^"]*"/g, '""');
  });
  return words === otherWords;
}

/** Renders a requirement as a sentence. Names at its beginning, such as those of parameters, are not capitalized. */
export function renderSentence(text: string): string {
  const isWord = /^[a-z]+[ ,]/.test(text);
  const capitalized = isWord ? text[0].toUpperCase() + text.slice(1) : text;
  return escapeMarkdown(capitalized.replace(/\.?$/, '.'));
}

function escapeMarkdown(text: string): string {
  return text.replace(/[|<>*_`\\[\]~$]/g, (character) => `\\${character}`);
}
