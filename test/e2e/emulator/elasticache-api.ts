import type { Registry } from './registry';
import type { Place } from './resource-provider';

/** An action that tells of things by name. */
interface Description {
  /** The list in the answer, and the name of its items. */
  readonly list: string;
  readonly member: string;
  readonly of: Pick<Registry<{ describe(): object }>, 'in' | 'find'>;
}

/** An action that changes something by its id; what it refuses is thrown. */
type Change = (place: Place, asked: URLSearchParams) => void;

/**
 * The actions of the ElastiCache API that tell about caches, since there is no other way to learn endpoints, and those
 * that change what CloudFormation does not change.
 */
export class Api {
  constructor(
    private readonly actions: Readonly<Record<string, Description>>,
    private readonly changes: Readonly<Record<string, Change>>,
  ) {}

  public answer(region: string, query: string): { status: number; body: string } {
    const asked = new URLSearchParams(query);
    const action = asked.get('Action') ?? '';
    const change = this.changes[action];
    if (change) {
      try {
        change({ region, account: '000000000000' }, asked);
        return { status: 200, body: element(`${action}Response`, raw(element(`${action}Result`, ''))) };
      } catch (error) {
        return fault('InvalidParameterValue', (error as Error).message);
      }
    }
    const description = this.actions[action];
    if (!description) {
      return fault('InvalidAction', `${action} is not emulated`);
    }
    const name = [...asked].find(([key]) => /Name$|Id$/.test(key))?.[1];
    const found =
      name === undefined
        ? description.of.in({ region })
        : [description.of.find({ region }, name)].filter((item) => item !== undefined);
    if (name !== undefined && found.length === 0) {
      return fault(`${description.list.replace(/s$/, '')}NotFoundFault`, `${name} not found.`);
    }
    const items = found.map((item) => element(description.member, item.describe())).join('');
    return {
      status: 200,
      body: element(`${action}Response`, raw(element(`${action}Result`, raw(element(description.list, raw(items)))))),
    };
  }
}

function fault(code: string, message: string) {
  return { status: 400, body: element('ErrorResponse', { Error: { Code: code, Message: message } }) };
}

class Raw {
  constructor(public readonly text: string) {}
}

function raw(text: string): Raw {
  return new Raw(text);
}

/** XML: objects by their keys; lists by an object of the name of their items. */
function element(name: string, value: unknown): string {
  if (value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map((item) => element(name, item)).join('');
  }
  const content =
    value instanceof Raw
      ? value.text
      : typeof value === 'object'
        ? Object.entries(value!)
            .map(([key, item]) => element(key, item))
            .join('')
        : String(value).replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<${name}>${content}</${name}>`;
}
