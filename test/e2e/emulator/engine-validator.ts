import type { EmulatorContext } from './emulator-context';
import { selectEngine } from './engine-selection';
import type { EngineName } from '../../engines';
import { ReplyError, startEngine } from '../../engines';
import type { Engine } from '../../engines/engine';

/** Engines without any data, asked whether they would take something. */
export class EngineValidator {
  private readonly engines = new Map<EngineName, Promise<Engine>>();

  constructor(private readonly context: EmulatorContext) {}

  /** Fails in the engine's own words when it does not take the access string. */
  public async validateAccessString(getEngine: string, accessString: string) {
    const { connection } = await this.engine(selectEngine(getEngine, getEngine === 'redis' ? '7.0' : '8.1'));
    const reply = await connection.call('ACL', 'SETUSER', 'judged', 'reset', ...accessString.trim().split(/\s+/));
    await connection.call('ACL', 'DELUSER', 'judged');
    if (reply instanceof ReplyError) {
      throw new Error(`The access string "${accessString}" is not valid: ${reply.message}`);
    }
  }

  /** An engine of the version, started when it is asked for first. */
  public engine(name: EngineName): Promise<Engine> {
    let engine = this.engines.get(name);
    if (!engine) {
      engine = startEngine(name);
      this.engines.set(name, engine);
      this.context.cleanups.add(async () => (await engine!).stop());
    }
    return engine;
  }
}
