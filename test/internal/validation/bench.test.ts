import { validateDurations } from './bench';

test.each([
  ['accepts short durations', 0.05, 0.05, []],
  ['accepts durations just below the limits', 0.99, 1.9, []],
  ['rejects long durations', 1, 1, ['a resource must take less than 1 ms, but took 1.00 ms at 1000']],
  [
    'rejects durations that grow faster than the number of resources',
    0.1,
    0.5,
    ['the duration must grow linearly, but a resource took 5.0 times as long at 5000 as at 1000'],
  ],
])('%s', (_, smaller, larger, errors) => {
  expect(
    validateDurations([
      { resources: 1000, millisecondsPerResource: smaller },
      { resources: 5000, millisecondsPerResource: larger },
    ]),
  ).toEqual(errors);
});
