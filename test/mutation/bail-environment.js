const { TestEnvironment } = require('jest-environment-node');

/** Skips the tests of a file after the first failed one, which is enough to detect a mutant. */
module.exports = class BailEnvironment extends TestEnvironment {
  handleTestEvent({ name, test }) {
    if (name === 'test_done' && test.errors.length > 0) {
      this.hasFailed = true;
    }
    if (name === 'test_start' && this.hasFailed) {
      test.mode = 'skip';
    }
  }
};
