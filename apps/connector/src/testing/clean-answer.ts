/** What an answer never holds: places in code, ways through it, words of the database and the runtime. */
const traces = [
  /\bat \S+ \(?(?:file:|node:|\/)/,
  /node_modules|\.ts:\d+|\.js:\d+/,
  /\b(?:Type|Reference|Range|Syntax|Postgres|Zod)Error\b/,
  /postgres(?:ql)?:\/\/|redis:\/\/|ECONNREFUSED|violates|duplicate key/,
]

/**
 * The same answer, once it was looked at: throws when it shows a trace or one of the secrets, in its body or a
 * header, or, below the addresses that everybody may call, a failure of our own.
 */
export async function cleanAnswer(
  path: string,
  answer: Response,
  secrets: readonly string[],
): Promise<Response> {
  const head = [...answer.headers].map((header) => header.join(': ')).join('\n')
  const told = `${head}\n${await answer.clone().text()}`
  const found =
    traces.map((trace) => trace.exec(told)?.[0]).find(Boolean) ??
    secrets.find((secret) => told.includes(secret))
  if (found) throw new Error(`${path} shows "${found}": ${told.slice(0, 2000)}`)
  // 501 is what a specification asks for where it leaves something to choice, 502 is about somebody else.
  if (
    answer.status >= 500 &&
    ![501, 502].includes(answer.status) &&
    path.startsWith('/participants/')
  ) {
    throw new Error(`${path} answered ${answer.status}: ${told.slice(0, 2000)}`)
  }
  return answer
}
