/** Who holds an access key, and all that its role's policies say. */
export interface Caller {
  readonly secretAccessKey: string;
  readonly role: string;
  readonly policies: readonly PolicyDocument[];
}

/** An identity-based policy. */
export interface PolicyDocument {
  readonly Statement: Statement | readonly Statement[];
}

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: unknown;
  readonly Resource?: string | readonly string[];
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

/**
 * Whether the policies let the caller do the action on the resource: a Deny wins, and without an Allow it is denied.
 */
export function isAllowed(caller: Caller, action: string, resource: string): boolean {
  const matching = caller.policies
    .flatMap(({ Statement: statements }) => statements)
    .filter((statement) => {
      const applies = matches(statement.Action, action, 'i') && matches(statement.Resource, resource);
      if (statement.NotAction || statement.NotResource || (applies && statement.Condition)) {
        throw new Error(`not understood: ${JSON.stringify(statement)}`);
      }
      return applies;
    });
  return matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny');
}

function matches(patterns: string | readonly string[] | undefined, value: string, flags = ''): boolean {
  return [patterns ?? []].flat().some((pattern) =>
    new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replace(/\*/g, '.*')
        .replace(/\?/g, '.')}$`,
      flags,
    ).test(value),
  );
}
