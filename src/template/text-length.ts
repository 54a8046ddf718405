/** The maximum length of an evaluated text. CloudFormation limits a template to 1 MB. */
const MAX_TEXT_LENGTH = 1_048_576;

/** A template whose functions create texts that are too long for CloudFormation. */
export class TextLengthError extends Error {
  constructor() {
    super(
      'The functions of the template create texts that are too long. CloudFormation accepts templates of up to 1 MB.',
    );
    this.name = 'TextLengthError';
  }
}

/** @throws TextLengthError if a text is too long */
export function checkLength(length: number): void {
  if (length > MAX_TEXT_LENGTH) {
    throw new TextLengthError();
  }
}
