const WILDCARD = /[*?]/;

/** A pattern of paths, such as `templates/**\/*.yaml`. */
export interface Glob {
  /** The folder that contains all matching files. */
  readonly folder: string;

  /** Whether a path in the folder matches the pattern. Separators are slashes. */
  matches(relativePath: string): boolean;
}

/**
 * Parses a pattern: `**` matches any number of folders, `*` any characters of a name, and `?` one. Wildcards do not
 * match names that begin with a dot. Returns undefined for a path without wildcards.
 */
export function parseGlob(pattern: string): Glob | undefined {
  const segments = pattern.split('/');
  const first = segments.findIndex((segment) => WILDCARD.test(segment));
  if (first < 0) {
    return undefined;
  }
  const regExp = new RegExp(`^${segments.slice(first).map(renderSegment).join('')}$`);
  const folder = segments.slice(0, first).join('/');
  const isRoot = first === 1 && folder === '';
  return { folder: isRoot ? '/' : folder || '.', matches: (relativePath) => regExp.test(relativePath) };
}

function renderSegment(segment: string, index: number, segments: readonly string[]): string {
  const isLast = index === segments.length - 1;
  if (segment === '**') {
    return isLast ? '(?:(?!\\.)[^/]+/)*(?!\\.)[^/]+' : '(?:(?!\\.)[^/]+/)*';
  }
  const name = segment
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  return (WILDCARD.test(segment[0]) ? '(?!\\.)' : '') + name + (isLast ? '' : '/');
}
