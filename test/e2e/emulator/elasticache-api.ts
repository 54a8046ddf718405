import type { Registry } from './registry';
import type { Environment } from './resource-provider';

/** An action that tells of things by name. */
interface DescribeAction {
  /** The list in the answer, and the name of its items. */
  readonly list: string;
  readonly member: string;
  readonly registry: Pick<Registry<{ describe(): object }>, 'in' | 'find'>;
}

/** An action that changes something by its id; what it refuses is thrown. */
type ModifyAction = (environment: Environment, query: URLSearchParams) => void;

/**
 * The actions of the ElastiCache API that tell about caches, since there is no other way to learn endpoints, and those
 * that change what CloudFormation does not change.
 */
export class ElastiCacheApi {
  constructor(
    private readonly describeActions: Readonly<Record<string, DescribeAction>>,
    private readonly modifyActions: Readonly<Record<string, ModifyAction>>,
  ) {}

  public handle(region: string, query: string): { status: number; body: string } {
    const query = new URLSearchParams(query);
    const action = query.get('Action') ?? '';
    const modify = this.modifyActions[action];
    if (modify) {
      try {
        modify({ region, account: '000000000000' }, query);
        return { status: 200, body: renderElement(`${action}Response`, rawXml(renderElement(`${action}Result`, ''))) };
      } catch (error) {
        return renderError('InvalidParameterValue', (error as Error).message);
      }
    }
    const describe = this.describeActions[action];
    if (!describe) {
      return renderError('InvalidAction', `${action} is not emulated`);
    }
    const name = [...query].find(([key]) => /Name$|Id$/.test(key))?.[1];
    const items =
      name === undefined
        ? describe.registry.list({ region })
        : [describe.registry.find({ region }, name)].filter((item) => item !== undefined);
    if (name !== undefined && items.length === 0) {
      return renderError(`${describe.list.replace(/s$/, '')}NotFoundFault`, `${name} not found.`);
    }
    const items = items.map((item) => renderElement(describe.member, item.describe())).join('');
    return {
      status: 200,
      body: renderElement(
        `${action}Response`,
        rawXml(renderElement(`${action}Result`, rawXml(renderElement(describe.list, rawXml(items))))),
      ),
    };
  }
}

function renderError(code: string, message: string) {
  return { status: 400, body: renderElement('ErrorResponse', { Error: { Code: code, Message: message } }) };
}

class RawXml {
  constructor(public readonly text: string) {}
}

function rawXml(text: string): RawXml {
  return new RawXml(text);
}

/** XML: objects by their keys; lists by an object of the name of their items. */
function renderElement(name: string, value: unknown): string {
  if (value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map((item) => renderElement(name, item)).join('');
  }
  const content =
    value instanceof RawXml
      ? value.text
      : typeof value === 'object'
        ? Object.entries(value!)
            .map(([key, item]) => renderElement(key, item))
            .join('')
        : String(value).replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<${name}>${content}</${name}>`;
}
