/** Languages with comments after `#`. The comments of other languages are as in TypeScript. */
const HASH_LANGUAGES = ['bash', 'console', 'dockerfile', 'py', 'python', 'sh', 'shell', 'toml', 'yaml', 'yml'];

/** Strings, which can contain the marks of comments, and comments. */
const HASH_COMMENT = /"(?:\\.|[^"\\])*"|'[^']*'|(?<=^|\s)#(.*)/gm;
const SLASH_COMMENT =
  /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|(?<!:)\/\/(.*)|\/\*([^]*?)\*\/|<!--([^]*?)-->/g;

/** A code block: its indentation, its fence, its language, and its lines. */
const CODE_BLOCK = /^([ \t>]*)(`{3,}|~{3,})[ \t]*(\w*).*\n([^]*?)^[ \t>]*\2[`~]*[ \t]*$/gm;

/** Comments for tools. Only their reason is a text. */
const TOOL_COMMENT = /^(?:eslint-.*?(?:\s--\s|$)|@ts-\S+|istanbul ignore \S+|prettier-\S+)/;

/** Removes the instructions for tools from a comment. Their reason remains. */
export function removeToolInstructions(comment: string): string {
  return comment.replace(TOOL_COMMENT, '').trim();
}

/** Reads the comments of each line. */
export function readCodeComments(code: string, language: string): string[] {
  const lines = code.split('\n').map(() => '');
  const pattern = HASH_LANGUAGES.includes(language.toLowerCase()) ? HASH_COMMENT : SLASH_COMMENT;
  for (const { index, 0: match, ...groups } of code.matchAll(pattern)) {
    const comment = groups[1] ?? groups[2] ?? groups[3];
    if (comment !== undefined) {
      const before = code.slice(0, index).split('\n');
      addComment(lines, before.length - 1, comment, before.at(-1)!.trim() !== '');
    }
  }
  return lines;
}

/** Adds the lines of a comment. A comment after code is a list item. */
function addComment(lines: string[], first: number, comment: string, isTrailing: boolean) {
  comment.split('\n').forEach((line, index) => {
    const text = removeToolInstructions(line.replace(/^[\s/*!]+|[\s*]+$/g, ''));
    lines[first + index] = [lines[first + index], text && (isTrailing ? `- ${text}` : text)].filter(Boolean).join(' ');
  });
}

/** Replaces the code blocks of a page by their comments. The number of lines does not change. */
export function replaceCodeBlocks(markdown: string): string {
  return markdown.replace(CODE_BLOCK, (_, indentation: string, _fence: string, language: string, block: string) => {
    const code = block.replace(/^.*$/gm, (line) => line.slice(indentation.length));
    const comments = readCodeComments(code, language).map((comment) => comment && `${indentation}${comment}`);
    return ['', ...comments].join('\n');
  });
}
