/** The owner of an access key: a role with its policies. */
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
 * Whether the policies allow an action on a resource. An explicit Deny overrides an Allow.
 */
export function isAllowed(caller: Caller, action: string, resource: string): boolean {
  const matching = caller.policies
    .flatMap(({ Statement: statements }) => statements)
    .filter((statement) => {
      const applies = matches(statement.Action, action, 'i') && matches(statement.Resource, resource);
      const hasCondition = applies && statement.Condition;
      if (statement.NotAction || statement.NotResource || hasCondition) {
        throw new Error(`Policy statement is not emulated: ${JSON.stringify(statement)}`);
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
