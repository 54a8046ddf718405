/** The name of the member of `EngineVersion` or `CacheEngine` for a version, such as `VALKEY_8_1`. */
export function formatMemberName(engine: string, version: string): string {
  return `${engine}_${version}`.replace(/\./g, '_').toUpperCase();
}
