import type { EmulatorContext } from '../emulator-context';
import { selectEngine } from './select-engine';
import type { EngineName } from '../../../engines';
import { ReplyError, startEngine } from '../../../engines';
import type { Engine } from '../../../engines/engine';

/** The user that access strings are applied to. */
const VALIDATION_USER = 'validation';

/** Validates access strings and parameters on engines without data. */
export class EngineValidator {
  private readonly engines = new Map<EngineName, Promise<Engine>>();

  constructor(private readonly context: EmulatorContext) {}

  /** Throws with the message of the engine when it rejects the access string. */
  public async validateAccessString(engine: string, accessString: string) {
    const { connection } = await this.getEngine(selectEngine(engine, engine === 'redis' ? '7.0' : '8.1'));
    const reply = await connection.call(
      'ACL',
      'SETUSER',
      VALIDATION_USER,
      'reset',
      ...accessString.trim().split(/\s+/),
    );
    await connection.call('ACL', 'DELUSER', VALIDATION_USER);
    if (reply instanceof ReplyError) {
      throw new Error(`The access string "${accessString}" is not valid: ${reply.message}`);
    }
  }

  /** Returns an engine, which is started on first use. */
  public getEngine(name: EngineName): Promise<Engine> {
    let engine = this.engines.get(name);
    if (!engine) {
      engine = startEngine(name);
      this.engines.set(name, engine);
      this.context.cleanups.add(async () => (await engine!).stop());
    }
    return engine;
  }
}
