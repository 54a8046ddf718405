import { costFaults } from './bench';

const cost = (resources: number, millisecondsPerResource: number) => ({ resources, millisecondsPerResource });

test.each([
  ['little, at any size', 0.05, 0.05, []],
  ['just enough, with noise', 0.99, 1.9, []],
  ['too much', 1, 1, ['a resource must cost less than 1 ms, got 1.00 ms at 1000']],
  [
    'more and more',
    0.1,
    0.5,
    ['the cost must grow with the number of resources only, got 5.0 times as much for each at 5000 as at 1000'],
  ],
])('the benchmark tells of a cost that is %s', (_, some, more, faults) => {
  expect(costFaults([cost(1000, some), cost(5000, more)])).toEqual(faults);
});
