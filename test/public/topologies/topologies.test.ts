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
  const isImpossible = (name: string) => findImpossibleCell(topology, name) !== undefined;
  const names = Object.keys(PROGRAMS);

  test.each(names.filter((name) => !isImpossible(name)))('has no dependency cycle: %s', (name) => {
    expect(findDeploymentErrors(run(topology, name))).toEqual([]);
  });

  test.each(names.filter(isImpossible))('throws one error: %s', (name) => {
    const { cdkError } = findImpossibleCell(topology, name)!;
    if (cdkError) {
      expect(() => run(topology, name)).toThrow(cdkError);
    } else {
      expect(errorsOf(() => run(topology, name))).toHaveLength(1);
    }
  });
});

test.each(IMPOSSIBLE_CELLS.map((cells) => [cells.reason, cells] as const))(
  'is a reason for some program in each of its topologies: %s',
  (_reason, cells) => {
    const isUsed = (topology: Topology) =>
      Object.keys(PROGRAMS).some((name) => findImpossibleCell(topology, name) === cells);

    expect(cells.topologies.filter(isUsed)).toEqual(cells.topologies);
  },
);
