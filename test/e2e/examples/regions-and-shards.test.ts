import { examplesOf } from './example-groups';
import { deployExamples } from './example-tests';

deployExamples(examplesOf(__filename));
