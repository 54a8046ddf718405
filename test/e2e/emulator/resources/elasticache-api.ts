import type { Registry } from './registry';
import type { Environment } from './resource-provider';

/** An action that returns resources, all or one by name. */
interface DescribeAction {
  /** The element names of the list and of its items in the response. */
  readonly list: string;
  readonly member: string;
  readonly registry: Pick<Registry<{ describe(): object }>, 'list' | 'find'>;
}

/** An action that modifies a resource. It throws for invalid requests. */
type ModifyAction = (environment: Environment, query: URLSearchParams) => void;

/**
 * The actions of the ElastiCache API that the tests and rotation functions call: those that return resources with their
 * endpoints, and modifications that CloudFormation does not make.
 */
export class ElastiCacheApi {
  constructor(
    private readonly describeActions: Readonly<Record<string, DescribeAction>>,
    private readonly modifyActions: Readonly<Record<string, ModifyAction>>,
  ) {}

  public handle(region: string, body: string): { status: number; body: string } {
    const query = new URLSearchParams(body);
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
    const resources =
      name === undefined
        ? describe.registry.list({ region })
        : [describe.registry.find({ region }, name)].filter((resource) => resource !== undefined);
    if (name !== undefined && resources.length === 0) {
      return renderError(`${describe.list.replace(/s$/, '')}NotFoundFault`, `${name} not found.`);
    }
    const items = resources.map((resource) => renderElement(describe.member, resource.describe())).join('');
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

/** Renders a value as XML: the properties of objects become elements, the items of lists repeated elements. */
function renderElement(name: string, value: unknown): string {
  if (value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map((item) => renderElement(name, item)).join('');
  }
  return `<${name}>${renderContent(value)}</${name}>`;
}

function renderContent(value: unknown): string {
  if (value instanceof RawXml) {
    return value.text;
  }
  if (typeof value === 'object') {
    return Object.entries(value!)
      .map(([key, item]) => renderElement(key, item))
      .join('');
  }
  return String(value).replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
