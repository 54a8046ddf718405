import { isDisabled } from './layout';
import type { RuleSet } from '../../rule';
import { createMetadataFactory, formatFlag, rule } from '../../rule-builders';
import { featureRule } from '../nodes/engine';
import { formatFamilies, readNodeType, suggestNodeType, supportsEngine } from '../nodes/node-type';
import { PAGES } from '../pages';

const NODE_TYPE = 'CacheNodeType';
const DATA_TIERING = 'DataTieringEnabled';

const metadata = createMetadataFactory('ReplicationGroup', PAGES.dataTiering);

/** Validates data tiering, which is required for nodes with local SSD storage and unsupported by other nodes. */
export const DATA_TIERING_RULES: RuleSet = [
  rule(
    metadata('DataTieringRequired', DATA_TIERING),
    'DataTieringEnabled must be true for nodes with local SSD storage',
    (p) => {
      if (!readNodeType(p)?.fact.dataTiering || !isDisabled(p, DATA_TIERING)) {
        return undefined;
      }
      const name = p.text(NODE_TYPE)!;
      const suggestion = suggestNodeType(p, name, (fact) => !fact.dataTiering && supportsEngine(p, fact));
      return `${p.name(DATA_TIERING)} must be true for ${name}${formatFlag(p, DATA_TIERING)}. Set it to true, or use ${suggestion}.`;
    },
  ),
  rule(
    metadata('DataTieringUnsupportedByNodeType', DATA_TIERING),
    'DataTieringEnabled requires nodes with local SSD storage',
    (p) => {
      const type = readNodeType(p);
      if (!type || type.fact.dataTiering || p.flag(DATA_TIERING) !== true) {
        return undefined;
      }
      const name = p.text(NODE_TYPE)!;
      const families = formatFamilies((fact) => fact.dataTiering);
      const suggestion = suggestNodeType(p, name, (fact) => fact.dataTiering);
      return `${p.name(DATA_TIERING)} requires nodes of the family ${families}, but got ${name}. Use ${suggestion}.`;
    },
  ),
  featureRule(metadata('DataTieringUnsupportedByVersion', DATA_TIERING), 'dataTiering', {
    // The rule NodeTypeUnsupportedByVersion reports the version if the node type is in NODE_TYPES.
    when: (p) => p.flag(DATA_TIERING) === true && !readNodeType(p),
    constructDetail: 'with data tiering',
    formatAlternative: (p) =>
      p.isConstruct ? 'use a node type without data tiering' : `remove ${p.name(DATA_TIERING)}`,
  }),
];
