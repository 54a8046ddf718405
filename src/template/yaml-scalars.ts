const BOOLEANS = new Map(
  [
    ['yes', 'true', 'on'],
    ['no', 'false', 'off'],
  ].flatMap((texts, index) =>
    texts
      .flatMap((text) => [text, text[0].toUpperCase() + text.slice(1), text.toUpperCase()])
      .map((text) => [text, index === 0] as const),
  ),
);

const NULL = /^(?:~|null|Null|NULL|)$/;
const BINARY = /^[-+]?0b[01_]+$/;
const OCTAL = /^[-+]?0[0-7_]+$/;
const DECIMAL = /^[-+]?(?:0|[1-9][\d_]*)$/;
const HEXADECIMAL = /^[-+]?0x[\da-fA-F_]+$/;
const SEXAGESIMAL = /^[-+]?[1-9][\d_]*(?::[0-5]?\d)+$/;
const FLOAT = /^-?\d+\.\d+$/;

/**
 * Resolves a plain scalar of YAML 1.1, like PyYAML and SnakeYAML: `yes` and `off` are Booleans, `0777` is octal, and
 * `22:30` is a number with the base 60. The letters `y` and `n` and timestamps are text.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export function resolvePlainScalar(text: string): unknown {
  if (NULL.test(text)) {
    return null;
  }
  const boolean = BOOLEANS.get(text);
  if (boolean !== undefined) {
    return boolean;
  }
  const integer = parseInteger(text);
  if (integer !== undefined) {
    return Number.isSafeInteger(integer) ? integer : text;
  }
  return FLOAT.test(text) ? resolveNumber(text) : text;
}

/**
 * Converts the text of a decimal number. Returns the text if the number has a different text, because CloudFormation
 * passes `8.0` as "8.0" and not as "8" to services.
 */
export function resolveNumber(text: string): number | string {
  return String(Number(text)) === text ? Number(text) : text;
}

function parseInteger(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]|_/g, '');
  const magnitude = parseMagnitude(text, digits);
  // The sum converts -0 to 0.
  return magnitude === undefined ? undefined : sign * magnitude + 0;
}

function parseMagnitude(text: string, digits: string): number | undefined {
  if (DECIMAL.test(text)) {
    return Number(digits);
  }
  if (OCTAL.test(text)) {
    return parseInt(digits, 8);
  }
  if (BINARY.test(text) || HEXADECIMAL.test(text)) {
    return Number(digits);
  }
  if (SEXAGESIMAL.test(text)) {
    return digits.split(':').reduce((sum, digit) => sum * 60 + Number(digit), 0);
  }
  return undefined;
}
