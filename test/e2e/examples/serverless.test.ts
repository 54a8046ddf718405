import { deployExamples } from './deployed-example';
import { examplesOf } from './parts';

deployExamples(examplesOf(__filename));
