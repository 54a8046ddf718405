import { isDeepStrictEqual } from 'util';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, PropertyInjectors, Stack, Stage } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { createTemplate } from './create-template';
import { isElastiCacheValidationError } from '../../../src/private/errors';
import { groupBy } from '../../../src/private/maps';
import * as evaluation from '../../../src/validation/evaluate-rules';
import { ResourceView } from '../../../src/validation/resource-view';
import type { Rule } from '../../../src/validation/rule';
import { FindingSeverity } from '../../../src/validation/rule';
import { getRuleSet } from '../../../src/validation/rule-sets';
import { Template } from '../../../src/validation/template';
import { validateTemplate } from '../../../src/validation/validate-template';
import { RULE_CASES } from '../../public/validation/rule-cases';
import { ENVIRONMENT, isExclusion, listRuleIds } from '../../public/validation/rule-cases/rule-case';
import * as library from 'cdk-elasticache';

/** What the rules of a type report when the cases of two of them are combined. A pair is named by both rule ids. */
export class PairReport {
  /** The number of pairs of which both rules report the combination. */
  public both = 0;
  /** The pairs of which a rule is silent, because it needs a value that a reported error rejects. */
  public readonly excused: string[] = [];
  /** The pairs of which a rule is evaluated at synthesis, which an error of the constructor prevents. */
  public readonly atSynthesis: string[] = [];
  /** The pairs of which a rule is silent without a reason. */
  public readonly hidden: string[] = [];

  /** @param pairs the number of all pairs */
  constructor(public readonly pairs: number) {}

  /** The number of pairs that exclude each other: both set a property, or the case of one satisfies the other rule. */
  public get uncombinable(): number {
    return this.pairs - this.both - this.excused.length - this.atSynthesis.length - this.hidden.length;
  }

  /** @param silences why rules of the pair are silent */
  public add(pair: readonly RuleInCase[], silences: readonly Silence[]): void {
    const name = pair.map(({ rule }) => rule.id).join(' + ');
    if (silences.length === 0) {
      this.both++;
    } else if (silences.includes('hidden')) {
      this.hidden.push(name);
    } else if (silences.includes('at synthesis')) {
      this.atSynthesis.push(name);
    } else if (!silences.includes('satisfied')) {
      this.excused.push(name);
    }
  }
}

/** Combines the template of each rule of a type with those of all others. */
export function checkTemplatePairs(type: string): PairReport {
  const rules = getRuleSet(type);
  const cases = rules.flatMap((rule) => readTemplateCase(rule) ?? []);
  const report = new PairReport(countPairs(cases.length));
  for (const members of groupBy(cases, ({ logicalId }) => logicalId).values()) {
    const [{ logicalId }] = members;
    const base = findBase(members.map(({ values }) => selectResource(values, logicalId)));
    for (const [pair, values] of listCombinations(members, base)) {
      const resource = createTemplateView(values, logicalId);
      const silent = pair.filter(({ rule }) => rule.check(resource) === undefined);
      report.add(
        pair,
        silent.map((each) => explainSilence(each, resource, rules)),
      );
    }
  }
  return report;
}

/** Combines the props of each rule of a type with those of all others, as far as props are what the rules report. */
export function checkConstructPairs(type: string): PairReport {
  const rules = getRuleSet(type);
  const programs = rules.filter(({ id }) => !isExclusion(RULE_CASES[id].construct));
  const report = new PairReport(countPairs(programs.length));
  // Errors search their whole app for acknowledgments, so combinations are not in the app of the cases.
  const app = new App({ context: NO_STACK_TRACES });
  for (const members of groupBy(readConstructCases(app, type), ({ constructClass }) => constructClass).values()) {
    const [{ constructClass }] = members;
    const base = findBase(members.map(({ values }) => values));
    for (const [pair, values] of listCombinations(members, base)) {
      const { resource, reported, isRejected, validate } = createConstruct(app, type, constructClass, nest(values));
      const isComplete = isRejected || pair.every(({ isAtSynthesis }) => !isAtSynthesis);
      const ids = isComplete ? reported : [...reported, ...validate()];
      const silent = pair.filter(({ rule }) => !ids.includes(rule.id));
      report.add(
        pair,
        silent.map((each) =>
          each.isAtSynthesis && isRejected ? 'at synthesis' : explainSilence(each, resource, rules),
        ),
      );
    }
  }
  return report;
}

/** A rule with what it reads in its own case. */
interface RuleInCase {
  readonly rule: Rule;
  readonly reads: Locations;
}

function countPairs(cases: number): number {
  return (cases * (cases - 1)) / 2;
}

/** The locations of properties, of other facts about resources, and of searches for resources. */
type Locations = ReadonlySet<string>;

/** What a rule cannot see, and how it looks instead. */
interface Blindfold {
  readonly hides: (location: string) => boolean;
  readonly as: 'unresolved' | 'absent';
}

const PROPERTY_READERS: readonly string[] = [
  'has',
  'raw',
  'resolved',
  'text',
  'number',
  'flag',
  'list',
  'count',
  'dynamicReference',
  'target',
  'targets',
];
const FACTS: readonly string[] = [
  'account',
  'attribute',
  'deletionPolicy',
  'findNamesakes',
  'formatAttributeUse',
  'isInStackOf',
  'region',
  'usedAttributes',
];
const SEARCHES: readonly string[] = ['find', 'findReferrers', 'resourcesOfType'];
const LISTS: readonly string[] = ['findNamesakes', 'findReferrers', 'resourcesOfType', 'targets', 'usedAttributes'];

/** The resource of a case, in locations. */
const MAIN = 'main';

/** Evaluates a rule, and records what it reads of a resource and of the resources that it finds from there. */
function evaluate({ check }: Rule, resource: ResourceView, blindfold?: Blindfold) {
  const observer = new Observer(resource, blindfold);
  const error = check(observer.observe(resource));
  return { error, reads: observer.reads };
}

/** Records what is read of resources, and conceals what is behind a blindfold. */
class Observer {
  public readonly reads = new Set<string>();
  private readonly proxies = new Map<unknown, object>();
  private readonly originals = new Map<unknown, unknown>();

  constructor(
    private readonly main: ResourceView,
    private readonly blindfold?: Blindfold,
  ) {}

  /** Replaces the resources in a value by proxies, a resource always by the same one. */
  public observe<T>(value: T): T;
  public observe(value: unknown): unknown {
    if (Array.isArray(value)) {
      return value.map((element) => this.observe(element));
    }
    if (!(value instanceof ResourceView) && !(value instanceof Template)) {
      return value;
    }
    const proxy = this.proxies.get(value) ?? new Proxy(value, { get: (target, key) => this.get(target, String(key)) });
    this.proxies.set(value, proxy);
    this.originals.set(proxy, value);
    return proxy;
  }

  private get(target: ResourceView | Template, member: string): unknown {
    const value: unknown = Reflect.get(target, member);
    if (typeof value !== 'function') {
      return this.read(this.locate(target, member, []), member, () => value);
    }
    return (...args: unknown[]) => {
      const originalArgs = args.map((arg) => this.originals.get(arg) ?? arg);
      return this.read(this.locate(target, member, originalArgs), member, () => value.apply(target, originalArgs));
    };
  }

  /** The location that a member reads; undefined for what no template and no program can change. */
  private locate(target: ResourceView | Template, member: string, args: readonly unknown[]): string | undefined {
    if (SEARCHES.includes(member)) {
      return `${member} ${args.map(String)}`;
    }
    const resource = target === this.main ? MAIN : String(target);
    if (PROPERTY_READERS.includes(member)) {
      return `${resource} ${args[0]}`;
    }
    return FACTS.includes(member) ? `${resource} ${member} ${args.map(String)}` : undefined;
  }

  private read(location: string | undefined, member: string, getValue: () => unknown): unknown {
    if (location === undefined) {
      return this.observe(getValue());
    }
    this.reads.add(location);
    return this.blindfold?.hides(location) ? this.conceal(member) : this.observe(getValue());
  }

  private conceal(member: string): unknown {
    if (LISTS.includes(member)) {
      return [];
    }
    const isPresent = this.blindfold?.as === 'unresolved';
    if (member === 'has') {
      return isPresent;
    }
    return isPresent && member === 'raw' ? { Ref: 'Unresolved' } : undefined;
  }
}

/** Whether one of the locations is a location, contains it, or is a part of it. */
function includes(locations: Locations, location: string): boolean {
  return [...locations].some((each) => overlap(each, location));
}

function overlap(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}

/**
 * Why a rule does not report a combination: the other case satisfies it, it needs a value that a reported error
 * rejects, it is evaluated at synthesis, or without a reason.
 */
type Silence = 'satisfied' | 'excused' | 'at synthesis' | 'hidden';

/**
 * Explains why a rule is silent about the resource of a combination.
 *
 * The rule is satisfied if all errors can be corrected without a change of what it reads. Otherwise an error rejects
 * what it reads. That is an excuse only if the rule needs the rejected value: if it is silent too while that is
 * unresolved.
 */
function explainSilence(
  { rule, reads: ownReads }: RuleInCase,
  resource: ResourceView | undefined,
  rules: readonly Rule[],
): Silence {
  if (!resource) {
    return 'hidden';
  }
  const reads = new Set([...ownReads, ...evaluate(rule, resource).reads]);
  const rejecting = rules.filter((other) => rejectsReads(other, reads, resource));
  if (rejecting.length === 0) {
    return 'satisfied';
  }
  const isExcused = rejecting.some(({ property }) => {
    const rejected = `${MAIN} ${property}`;
    const blindfold: Blindfold = { hides: (location) => overlap(location, rejected), as: 'unresolved' };
    return includes(reads, rejected) && evaluate(rule, resource, blindfold).error === undefined;
  });
  return isExcused ? 'excused' : 'hidden';
}

/** Whether a rule has an error that only a change at one of the locations corrects. */
function rejectsReads(rule: Rule, reads: Locations, resource: ResourceView): boolean {
  const hides = (location: string) => !includes(reads, location);
  return (
    rule.severity === FindingSeverity.ERROR &&
    rule.check(resource) !== undefined &&
    (['unresolved', 'absent'] as const).every((as) => evaluate(rule, resource, { hides, as }).error !== undefined)
  );
}

/** The values of a case by their paths, such as `Cluster/Properties/Tags/[0]/Key`. */
type Values = ReadonlyMap<string, unknown>;

/** A rule with the values of its case. */
interface Case extends RuleInCase {
  readonly values: Values;
}

function flatten(value: unknown, path: readonly string[] = []): [string, unknown][] {
  if (value === undefined) {
    return [];
  }
  return isNested(value)
    ? Object.entries(value).flatMap(([key, member]) =>
        flatten(member, [...path, Array.isArray(value) ? `[${key}]` : key]),
      )
    : [[path.join('/'), value]];
}

/** Whether a value has members that can be combined with those of another one: a plain object, or a list of them. */
function isNested(value: unknown): value is object {
  if (Array.isArray(value)) {
    return value.length > 0 && value.every(isNested);
  }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return false;
  }
  const keys = Object.keys(value);
  const isIntrinsic = keys.length === 1 && /^(Ref|Fn::.+)$/.test(keys[0]);
  return keys.length > 0 && !isIntrinsic;
}

/** The reverse of `flatten`. */
function nest(values: Values): Record<string, any> {
  const root: Record<string, any> = {};
  for (const [path, value] of values) {
    const keys = path.split('/');
    let parent = root;
    keys.forEach((key, index) => {
      const next = keys[index + 1];
      const empty = next?.startsWith('[') ? [] : {};
      const member = key.replace(/^\[(\d+)\]$/, '$1');
      parent = parent[member] ??= next === undefined ? value : empty;
    });
  }
  return root;
}

/** Finds the most common value at each path, if several cases have it. */
function findBase(cases: readonly Values[]): Values {
  const paths = new Set(cases.flatMap((values) => [...values.keys()]));
  return new Map(
    [...paths].flatMap((path) => {
      const values = cases.map((each) => each.get(path));
      const groups = [...groupBy(values, (value) => JSON.stringify([summarize(value, String)])).values()];
      const max = Math.max(...groups.map((group) => group.length));
      const [value] = groups.find((group) => group.length === max)!;
      return value === undefined || max === 1 ? [] : [[path, value]];
    }),
  );
}

/** Lists the pairs of cases whose changes of the base do not conflict, with the values of both. */
function* listCombinations<C extends Case>(cases: readonly C[], base: Values): Generator<[C[], Values]> {
  const changed = cases.map((each) => ({ each, changes: findChanges(base, each.values) }));
  for (const [index, { each, changes }] of changed.entries()) {
    for (const other of changed.slice(index + 1)) {
      if (!conflict(changes, other.changes)) {
        const values = new Map([...base, ...changes, ...other.changes]);
        yield [[each, other.each], new Map([...values].filter(([, value]) => value !== undefined))];
      }
    }
  }
}

/** Finds the values that a case changes. Those that it removes are undefined. */
function findChanges(base: Values, values: Values): Values {
  const paths = [...new Set([...base.keys(), ...values.keys()])];
  return new Map(
    paths.filter((path) => !isSame(base.get(path), values.get(path))).map((path) => [path, values.get(path)]),
  );
}

function conflict(one: Values, other: Values): boolean {
  return [...one].some(([path, value]) =>
    [...other].some(([otherPath, otherValue]) => {
      if (path === otherPath) {
        return !isSame(value, otherValue, (code) => code);
      }
      const contains = path.startsWith(`${otherPath}/`) || otherPath.startsWith(`${path}/`);
      return contains && value !== undefined && otherValue !== undefined;
    }),
  );
}

/** @param summarizeFunction what represents a function, by default its text */
function isSame(one: unknown, other: unknown, summarizeFunction: SummarizeFunction = String): boolean {
  return one === other || isDeepStrictEqual(summarize(one, summarizeFunction), summarize(other, summarizeFunction));
}

type SummarizeFunction = (value: unknown) => unknown;

/** Summarizes a value, so that a construct of one program equals its counterpart of another one. */
function summarize(value: unknown, summarizeFunction: SummarizeFunction): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$\{Token\[[^\]]*\]\}/g, 'token');
  }
  if (typeof value === 'function') {
    return summarizeFunction(value);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const isConstruct = Construct.isConstruct(value);
  const members = Object.entries(value)
    .filter(([, member]) => !isConstruct || typeof member !== 'object')
    .map(([key, member]) => [key, summarize(member, summarizeFunction)]);
  const pathInStack = isConstruct ? value.node.scopes.slice(3).map(({ node }) => node.id) : [];
  return [value.constructor.name, ...pathInStack, Object.fromEntries(members)];
}

interface TemplateCase extends Case {
  readonly logicalId: string;
}

/** The path of the Region beside the resources of a template. */
const REGION = 'region';

function readTemplateCase(rule: Rule): TemplateCase | undefined {
  const { template, region = ENVIRONMENT.region } = RULE_CASES[rule.id];
  if (isExclusion(template)) {
    return undefined;
  }
  const findings = validateTemplate({ Resources: template }, { ...ENVIRONMENT, region });
  const { logicalId } = findings.find(({ ruleId }) => ruleId === rule.id)!;
  const values = new Map([...flatten(template), [REGION, region]]);
  const { reads } = evaluate(rule, createTemplateView(values, logicalId));
  return { rule, reads, values, logicalId };
}

/** Selects the values of one resource, and the Region. */
function selectResource(values: Values, logicalId: string): Values {
  return new Map([...values].filter(([path]) => path.startsWith(`${logicalId}/`) || path === REGION));
}

function createTemplateView(values: Values, logicalId: string): ResourceView {
  const { [REGION]: region, ...resources } = nest(values);
  return createTemplate({ Resources: resources }, { ...ENVIRONMENT, region }).resources.get(logicalId)!;
}

type ConstructClass = new (scope: Construct, id: string, props: object) => Construct;

interface ConstructCase extends Case {
  readonly constructClass: ConstructClass;
  /** Whether the rule reports the construct at synthesis only. */
  readonly isAtSynthesis: boolean;
}

/** The construct classes of this library, with their ids for property injection. */
const CLASSES = Object.values<unknown>(library).flatMap((each) =>
  typeof each === 'function' && 'PROPERTY_INJECTION_ID' in each
    ? [{ constructUniqueId: String(each.PROPERTY_INJECTION_ID), constructClass: each as unknown as ConstructClass }]
    : [],
);

/** A construct that a program creates. */
interface Creation {
  readonly constructClass: ConstructClass;
  readonly path: string;
  readonly props: object;
}

/** Runs the programs of the rules of a type, and finds the props that the rules report. */
function readConstructCases(combinations: App, type: string): ConstructCase[] {
  const app = new App({ context: NO_STACK_TRACES });
  const creations = recordCreations(app);
  const network = new Stack(app, 'Network', { env: ENVIRONMENT });
  const vpc = new ec2.Vpc(network, 'Vpc', { availabilityZones: ['us-east-1a', 'us-east-1b'], natGateways: 0 });
  return getRuleSet(type).flatMap((rule) => {
    const { construct: program } = RULE_CASES[rule.id];
    if (isExclusion(program)) {
      return [];
    }
    creations.length = 0;
    // Programs create stacks of the same names, so each has an app of its own.
    const stage = new Stage(app, rule.id.replace('.', '-')) as unknown as App;
    const stack = new Stack(stage, 'Stack', { env: ENVIRONMENT });
    const { evaluated } = run(() => program({ app: stage, stack, vpc }));
    const creation = creations.filter(({ path }) => findEvaluated(evaluated, type, path)).at(-1);
    return (creation && readConstructCase(combinations, rule, type, creation)) ?? [];
  });
}

/** Creates a construct with the props of a case; returns undefined if the rule does not report them. */
function readConstructCase(
  app: App,
  rule: Rule,
  type: string,
  { constructClass, props }: Creation,
): ConstructCase | undefined {
  const { resource, reported, validate } = createConstruct(app, type, constructClass, props);
  const isAtSynthesis = !reported.includes(rule.id);
  const isReported = !isAtSynthesis || validate().includes(rule.id);
  return resource && isReported
    ? { rule, reads: evaluate(rule, resource).reads, values: new Map(flatten(props)), constructClass, isAtSynthesis }
    : undefined;
}

/** Records the constructs of this library that are created in an app. */
function recordCreations(app: App): Creation[] {
  const creations: Creation[] = [];
  for (const { constructUniqueId, constructClass } of CLASSES) {
    PropertyInjectors.of(app).add({
      constructUniqueId,
      inject: (props: object, { scope, id }) => {
        creations.push({ constructClass, path: `${scope.node.path}/${id}`, props });
        return props;
      },
    });
  }
  return creations;
}

interface CreatedConstruct {
  /** The view of the construct; undefined if an error prevents that its rules are evaluated. */
  readonly resource: ResourceView | undefined;
  /** The ids of the rules that the constructor reports. */
  readonly reported: string[];
  readonly isRejected: boolean;
  /** Returns the ids of the rules that the synthesis reports. */
  readonly validate: () => string[];
}

/** Creates a construct in a stack of its own, which does not remain in the app. */
function createConstruct(app: App, type: string, constructClass: ConstructClass, props: object): CreatedConstruct {
  const stack = new Stack(app, 'Combination', { env: ENVIRONMENT });
  const { evaluated, errors } = run(() => new constructClass(stack, 'Construct', props));
  app.node.tryRemoveChild(stack.node.id);
  const constructs = stack.node.findAll();
  const warnings = constructs
    .flatMap(({ node }) => node.metadata)
    .filter((metadata) => metadata.type === 'aws:cdk:warning')
    .map(({ data }) => String(data));
  return {
    resource: findEvaluated(evaluated, type, 'Combination/Construct'),
    reported: listRuleIds([...errors, ...warnings]),
    isRejected: errors.length > 0,
    validate: () => listRuleIds(constructs.flatMap(({ node }) => node.validate())),
  };
}

/** The context with which constructs do not record stack traces, which take most of the time in Jest. */
const NO_STACK_TRACES = { 'aws:cdk:disable-stack-trace': true };

/** Calls a function, and returns the resources whose rules are evaluated, and the errors that are thrown. */
function run(call: () => void): { readonly evaluated: ResourceView[]; readonly errors: readonly string[] } {
  const { evaluateRules } = evaluation;
  const replaceable = evaluation as { evaluateRules: typeof evaluateRules };
  const evaluated: ResourceView[] = [];
  const { stackTraceLimit } = Error;
  // Validation errors add frames to the limit.
  Error.stackTraceLimit = -Infinity;
  replaceable.evaluateRules = (resource, ...args) => {
    evaluated.push(resource);
    evaluateRules(resource, ...args);
  };
  try {
    call();
    return { evaluated, errors: [] };
  } catch (error) {
    if (isElastiCacheValidationError(error)) {
      return { evaluated, errors: error.validationErrors };
    }
    throw error;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    replaceable.evaluateRules = evaluateRules;
  }
}

/** Finds the view of a construct, or of the resource in it. */
function findEvaluated(evaluated: readonly ResourceView[], type: string, path: string): ResourceView | undefined {
  return evaluated.filter((resource) => resource.type === type && String(resource).startsWith(`'${path}`)).at(-1);
}
