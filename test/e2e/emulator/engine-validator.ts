import type { World } from './emulator-context';
import { engineFor } from './engine-selection';
import type { EngineName } from '../../engines';
import { ReplyError, startEngine } from '../../engines';
import type { Engine } from '../../engines/engine';

/** Engines without any data, asked whether they would take something. */
export class Judge {
  private readonly engines = new Map<EngineName, Promise<Engine>>();

  constructor(private readonly world: World) {}

  /** Fails in the engine's own words when it does not take the access string. */
  public async accessString(engine: string, accessString: string) {
    const { connection } = await this.engine(engineFor(engine, engine === 'redis' ? '7.0' : '8.1'));
    const reply = await connection.call('ACL', 'SETUSER', 'judged', 'reset', ...accessString.trim().split(/\s+/));
    await connection.call('ACL', 'DELUSER', 'judged');
    if (reply instanceof ReplyError) {
      throw new Error(`The access string "${accessString}" is not valid: ${reply.message}`);
    }
  }

  /** An engine of the version, started when it is asked for first. */
  public engine(name: EngineName): Promise<Engine> {
    let found = this.engines.get(name);
    if (!found) {
      found = startEngine(name);
      this.engines.set(name, found);
      this.world.cleanups.add(async () => (await found!).stop());
    }
    return found;
  }
}
