import type { IConstruct } from 'constructs';
import type { ClientVariable } from './client-environment';
import { validateConflicts } from './client-environment';
import type { ConnectionTarget } from './connection-target';
import { listNames } from './environment-names';
import { findL1 } from '../private/constructs';
import type { IUser } from '../user';

/** The cache and user to which the environment variables of one prefix belong. */
interface Connection {
  readonly cache: IConstruct;
  readonly user?: IUser;
  readonly prefix: string;
  readonly urlVariable?: string;
}

const CONNECTIONS = new WeakMap<IConstruct, Connection[]>();

/** Registers a connection of a client, so that later connections have other names of variables. */
export function registerConnection(client: IConstruct, connection: Connection): void {
  CONNECTIONS.set(client, [...(CONNECTIONS.get(client) ?? []), connection]);
}

/** Rejects names of environment variables that the client already has, from another connection or its own. */
export function validateNames(
  connection: Connection,
  target: IConstruct,
  { environment }: ConnectionTarget,
  variables: readonly ClientVariable[],
): string[] {
  const client = environment?.client ?? target;
  const others = (CONNECTIONS.get(client) ?? []).filter((other) => !isSame(connection, other));
  const errors = validatePrefixes(connection, others, target);
  if (errors.length > 0) {
    return errors;
  }
  return environment
    ? validateConflicts(client, environment.listConflicts(variables))
    : validateUrlNames(connection, others, target);
}

function isSame(a: Connection, b: Connection): boolean {
  return a.prefix === b.prefix && getResource(a.cache) === getResource(b.cache) && a.user === b.user;
}

/** Returns the L1 construct of a cache, which several constructs can represent, or a cache without one. */
function getResource(cache: IConstruct): IConstruct {
  return findL1(cache) ?? cache;
}

/** Rejects a prefix with names of environment variables that another connection of the client already uses. */
function validatePrefixes({ prefix }: Connection, connections: readonly Connection[], target: IConstruct): string[] {
  const names = new Set(listNames(prefix));
  const others = connections.filter((other) => listNames(other.prefix).some((name) => names.has(name)));
  return others.map(
    (other) =>
      `'environmentPrefix' must differ between the connections of a client, but got "${prefix}", and '${target.node.path}' already uses "${other.prefix}" ${describe(other)}. Set 'environmentPrefix' to another prefix.`,
  );
}

/** Rejects a URL with a name that another connection already uses. The variables of the client itself are unknown. */
function validateUrlNames(connection: Connection, connections: readonly Connection[], target: IConstruct): string[] {
  const { urlVariable } = connection;
  const other = connections.find((found) => urlVariable !== undefined && listAllNames(found).includes(urlVariable));
  return other
    ? [
        `'urlVariable' must differ between the connections of a client, but got "${urlVariable}", and '${target.node.path}' already uses this name ${describe(other)}. Set 'urlVariable' to another name.`,
      ]
    : [];
}

function listAllNames({ prefix, urlVariable }: Connection): (string | undefined)[] {
  return [...listNames(prefix), urlVariable];
}

function describe({ cache, user }: Connection): string {
  const suffix = user ? ` as the user '${user.node.path}'` : '';
  return `for the connection to the cache '${cache.node.path}'${suffix}`;
}
