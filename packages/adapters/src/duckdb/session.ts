import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api'

/** One engine in memory that will read one file and nothing else. */
export interface Session {
  query(sql: string, values?: readonly DuckDBValue[]): Promise<readonly (readonly DuckDBValue[])[]>
  /** A second connection, because a running stream ends when its connection gets another query. */
  connect(): Promise<DuckDBConnection>
  close(): void
}

export const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`
export const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`

/**
 * Starts an engine with one thread, a memory limit, no temporary files (they would hold rows), no
 * extensions and no network. Only `path` may be read; `lock` then forbids any change of that.
 */
export async function openSession(path: string): Promise<Session & { lock(): Promise<void> }> {
  // Loaded here: the engine's library is 70 MB, and a connector at rest does without it.
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance: DuckDBInstance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: '512MB',
    max_temp_directory_size: '0KB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  })
  const connection = await instance.connect()
  await connection.run(`SET allowed_paths = [${quoteText(path)}]`)
  await connection.run('SET enable_external_access = false')
  return {
    async query(sql, values = []) {
      const result = await connection.runAndReadAll(sql, [...values])
      return result.getRows()
    },
    connect: () => instance.connect(),
    async lock() {
      await connection.run('SET lock_configuration = true')
    },
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
