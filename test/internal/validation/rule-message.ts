/** The parts of a message. */
interface MessageParts {
  /** The first sentence without the rejected value and the period. */
  readonly problem: string;
  /** The rejected value, such as `, but got 0`; empty if the message does not contain it. */
  readonly value: string;
  /** The other sentences; empty if the message does not contain a fix. */
  readonly fix: string;
}

function splitMessage(message: string): MessageParts {
  const [sentence] = /^.*?(?=\. [A-Z'])|^.*(?=\.$)/.exec(message)!;
  const [value = ''] = /, but got .*$/.exec(sentence) ?? [];
  return {
    problem: sentence.slice(0, sentence.length - value.length),
    value,
    fix: message.slice(sentence.length + 1).trim(),
  };
}

/** Renders a message with its fix in bold, which is the requirement if there are no further sentences. */
export function renderMessage(message: string): string {
  const { problem, value, fix } = splitMessage(message);
  const [problemText, valueText, fixText] = [problem, value, fix].map(escapeMarkdown);
  return fix === '' ? `**${problemText}**${valueText}.` : `${problemText}${valueText}. **${fixText}**`;
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
    const { problem, fix } = splitMessage(text);
    return `${problem}. ${fix}`.replace(/(\b[A-Z]\w+ )?'[^']*'/g, "''").replace(/"[^"]*"/g, '""');
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
