import { deployExamples } from './example-tests';
import { examplesOf } from './example-groups';

deployExamples(examplesOf(__filename));
