/** The maximum number of texts of a pattern. */
const MAX_TEXTS = 100;

/** A pattern that this module does not support, or that matches too many texts. */
class UnsupportedPatternError extends Error {}

/**
 * Lists the texts that a regular expression matches, such as `dev` and `prod` for `^(dev|prod)$`. Returns undefined if
 * it matches too many, or has other parts than alternatives, groups, letters, digits, and optional parts.
 */
export function listPatternTexts(pattern: string): string[] | undefined {
  try {
    return [...new Set(new PatternParser(pattern).parse())];
  } catch (error) {
    if (error instanceof UnsupportedPatternError) {
      return undefined;
    }
    throw error;
  }
}

class PatternParser {
  private index = 0;

  constructor(private readonly pattern: string) {}

  public parse(): string[] {
    const texts = this.parseAlternatives();
    if (this.index < this.pattern.length) {
      throw new UnsupportedPatternError();
    }
    return texts;
  }

  private parseAlternatives(): string[] {
    const texts = this.parseSequence();
    while (this.skip('|')) {
      texts.push(...this.parseSequence());
    }
    return texts;
  }

  private parseSequence(): string[] {
    let texts = [''];
    while (this.index < this.pattern.length && !'|)'.includes(this.pattern[this.index])) {
      const atoms = this.parseAtom();
      const alternatives = this.skip('?') ? [...atoms, ''] : atoms;
      if (texts.length * alternatives.length > MAX_TEXTS) {
        throw new UnsupportedPatternError();
      }
      texts = texts.flatMap((text) => alternatives.map((alternative) => text + alternative));
    }
    return texts;
  }

  private parseAtom(): string[] {
    if (this.skip('^')) {
      return this.parseAnchor('(|'.includes(this.pattern.charAt(this.index - 2)));
    }
    if (this.skip('$')) {
      return this.parseAnchor('|)'.includes(this.pattern.charAt(this.index)));
    }
    if (this.skip('(')) {
      return this.parseGroup();
    }
    if (this.skip('[')) {
      return this.parseCharacters();
    }
    return [this.parseCharacter(/[^\\.*+?{}[\]()|^$]/)];
  }

  /** A pattern matches the whole text, so an anchor at the beginning or end of an alternative has no effect. */
  private parseAnchor(hasNoEffect: boolean): string[] {
    if (!hasNoEffect) {
      throw new UnsupportedPatternError();
    }
    return [''];
  }

  private parseGroup(): string[] {
    this.skip('?:');
    const texts = this.parseAlternatives();
    if (!this.skip(')')) {
      throw new UnsupportedPatternError();
    }
    return texts;
  }

  /** Parses the single characters of a class such as `[abc]`. */
  private parseCharacters(): string[] {
    const characters: string[] = [];
    while (!this.skip(']')) {
      characters.push(this.parseCharacter(/[A-Za-z0-9]/));
    }
    return characters;
  }

  private parseCharacter(supported: RegExp): string {
    const isEscaped = this.skip('\\');
    const character = this.pattern.charAt(this.index);
    if (!(isEscaped ? /[^A-Za-z0-9]/ : supported).test(character)) {
      throw new UnsupportedPatternError();
    }
    this.index += 1;
    return character;
  }

  private skip(text: string): boolean {
    const isNext = this.pattern.startsWith(text, this.index);
    this.index += isNext ? text.length : 0;
    return isNext;
  }
}
