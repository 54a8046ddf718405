/** The kinds of texts, each with a committed number of warnings. */
export type TextGroup = 'docstrings' | 'messages' | 'comments' | 'pages';

export const TEXT_GROUPS: readonly TextGroup[] = ['docstrings', 'messages', 'comments', 'pages'];

/** A text that does not follow a rule. */
export interface Finding {
  readonly group: TextGroup;
  /** The type, the page, or the source file that contains the text. */
  readonly source: string;
  /** Where the text is: the symbol, the rule, or the file with the line. */
  readonly location: string;
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export function formatFinding({ location, severity, rule, message }: Finding): string {
  return `${location}: ${severity} ${rule}: ${message}`;
}
