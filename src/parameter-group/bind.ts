import type { IParameterGroup } from './parameter-group';
import { ParameterGroup } from './parameter-group';
import type { EngineVersion } from '../engine';

/** What a cache asks of its parameter group. */
export interface CacheToTune {
  readonly engineVersion: EngineVersion;
  /** Whether the engine speaks the cluster protocol. */
  readonly clusterMode: boolean;
  /** Whether the nodes keep a part of the data on an SSD. */
  readonly dataTiering?: boolean;
}

/**
 * The name of the parameter group that suits a cache: that of the group made for its cluster mode. What does not fit
 * joins the faults.
 */
export function bindParameterGroup(group: IParameterGroup, cache: CacheToTune, faults: string[]): string {
  return ParameterGroup.isParameterGroup(group) ? group._bind(cache, faults) : group.parameterGroupName;
}
