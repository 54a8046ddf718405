import { findDeploymentErrors } from './deployment-cycles';
import { IMPOSSIBLE_CELLS, findImpossibleCell } from './impossible-cells';
import { PROGRAMS } from './programs';
import type { Topology } from './topologies';
import { TOPOLOGIES, TOPOLOGY_NAMES } from './topologies';
import { errorsOf } from '../messages';
import '../setup';

const run = (topology: Topology, name: string) => {
  const scopes = TOPOLOGIES[topology]();
  PROGRAMS[name].create(scopes);
  return scopes.app.synth();
};

describe.each(TOPOLOGY_NAMES)('%s', (topology: Topology) => {
  const isImpossible = (name: string) => findImpossibleCell(topology, PROGRAMS[name]) !== undefined;
  const names = Object.keys(PROGRAMS);

  test.each(names.filter((name) => !isImpossible(name)))('has no dependency cycle: %s', (name) => {
    expect(findDeploymentErrors(run(topology, name))).toEqual([]);
  });

  test.each(names.filter(isImpossible))('throws one error: %s', (name) => {
    const { fact, prop } = findImpossibleCell(topology, PROGRAMS[name])!;
    if (fact.isCdkError) {
      expect(() => run(topology, name)).toThrow(fact.error);
      return;
    }

    const errors = errorsOf(() => run(topology, name));

    expect(errors).toHaveLength(1);
    // Errors at synthesis begin with the path of the construct.
    const [, namedProp, problem] = /^(?:\[.*?\] )?'([^']+)' (.*)$/.exec(errors[0])!;
    expect(namedProp).toBe(prop);
    expect(problem).toMatch(fact.error);
  });
});

test.each(IMPOSSIBLE_CELLS.map((cells) => [cells.reason, cells] as const))(
  'is a reason for some program in each of its topologies: %s',
  (_reason, cells) => {
    const isUsed = (topology: Topology) =>
      Object.values(PROGRAMS).some((program) => findImpossibleCell(topology, program)?.fact === cells);

    expect(cells.topologies.filter(isUsed)).toEqual(cells.topologies);
  },
);

test.each(IMPOSSIBLE_CELLS)('is a fact of a page or a repository of AWS: $reason', ({ see }) => {
  expect(see).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com\/aws|github\.com\/aws-samples)\//);
});
