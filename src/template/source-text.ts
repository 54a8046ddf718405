/** The maximum number of objects and lists that contain each other. */
export const MAX_DEPTH = 500;

/** The reason of errors for values that contain more than `MAX_DEPTH` others. */
export const TOO_DEEP = `Values can be nested up to ${MAX_DEPTH} levels deep.`;

/** The maximum number of characters that are parsed, so that large files do not exhaust the memory. */
export const MAX_LENGTH = 20_000_000;

/** The reason of errors for texts with more than `MAX_LENGTH` characters, or too many values. */
export const TOO_LARGE = 'The file is too large. CloudFormation accepts templates of up to 1 MB.';

/** A position in a template. Lines and columns begin with 1. */
export interface TemplatePosition {
  readonly line: number;
  readonly column: number;
}

/** A text that is not valid JSON or YAML. The message contains the position. */
export class TemplateSyntaxError extends Error {
  /**
   * @param format the format of the text, `JSON` or `YAML`
   * @param reason a sentence that describes the problem without its position
   */
  constructor(
    format: string,
    public readonly position: TemplatePosition,
    public readonly reason: string,
  ) {
    super(`Invalid ${format} at line ${position.line}, column ${position.column}: ${reason}`);
    this.name = 'TemplateSyntaxError';
  }
}

/** The text of a template, which converts offsets to positions. */
export class SourceText {
  private lineStarts?: readonly number[];

  constructor(public readonly text: string) {}

  /** @param reason a sentence that describes the problem without its position */
  public createError(format: string, offset: number, reason: string): TemplateSyntaxError {
    return new TemplateSyntaxError(format, this.getPosition(offset), reason);
  }

  public getPosition(offset: number): TemplatePosition {
    this.lineStarts ??= findLineStarts(this.text);
    let line = 0;
    for (let end = this.lineStarts.length; end - line > 1;) {
      const middle = Math.floor((line + end) / 2);
      if (this.lineStarts[middle] <= offset) {
        line = middle;
      } else {
        end = middle;
      }
    }
    return { line: line + 1, column: offset - this.lineStarts[line] + 1 };
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) {
    starts.push(index + 1);
  }
  return starts;
}
