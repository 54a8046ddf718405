import { getExamples } from './example-groups';
import { defineExampleTests } from './example-tests';

defineExampleTests(getExamples(__filename));
