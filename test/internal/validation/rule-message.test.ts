import { hasInstruction, renderMessage } from './rule-message';
import { RULE_MESSAGES } from '../../public/validation/rule-cases/rule-messages';

test('every message of a rule says what to do', () => {
  const messages = Object.entries(RULE_MESSAGES).flatMap(([id, { template = [], construct = [] }]) =>
    [template, construct].flat().map((message) => ({ id, message })),
  );

  expect(messages.length).toBeGreaterThan(700);
  expect(messages.filter(({ message }) => !hasInstruction(message))).toEqual([]);
});

test.each([
  "'port' must be at most 65535, but got 70000.",
  "'port' must be at most 65535, but got 70000. Clients cannot connect.",
  "'port' must be at most 65535, but got 70000. If it is higher, clients cannot connect.",
])('a message without an instruction: %s', (message) => {
  expect(hasInstruction(message)).toBe(false);
});

test.each([
  ["'port' is wrong, but got 1. Use 2.", "'port' is wrong, but got 1. **Use 2.**"],
  ["'port' is wrong. Set 'port' to 2. Check clients.", "'port' is wrong. **Set 'port' to 2. Check clients.**"],
  ["'port' is wrong. Clients fail. Remove 'port'.", "'port' is wrong. Clients fail. **Remove 'port'.**"],
  ["'port' is wrong. Remove 'port'. Clients fail.", "'port' is wrong. **Remove 'port'.** Clients fail."],
  ["'engine' is wrong. For Valkey, use it.", "'engine' is wrong. **For Valkey, use it.**"],
  ['\'engine\' is wrong. Did you mean "valkey"?', '\'engine\' is wrong. **Did you mean "valkey"?**'],
  ["'engine' is *wrong*.", "'engine' is \\*wrong\\*."],
])('renders the instructions of %s in bold', (message, expected) => {
  expect(renderMessage(message)).toBe(expected);
});
