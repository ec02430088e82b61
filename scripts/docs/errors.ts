import { problemStatus } from '@lianshu/http'
import { errorCodes, errorWords } from '@lianshu/kernel'
import { generatedNote } from './generated-note.ts'

/** docs/protocol/errors.md: the closed list of error codes with HTTP status and words. */
export const errorsPage = (): string =>
  [
    '# Errors · 错误',
    generatedNote,
    'Every expected failure has one of these codes. Over HTTP it travels as `application/problem+json` (RFC 9457): `type` is `https://w3id.org/lianshu/ns/1/problems/` followed by the code, `title` the words below in the language of `accept-language`, `detail` what was wrong and what to do, `at` where.',
    [
      '| code | HTTP | 中文 | English |',
      '| --- | --- | --- | --- |',
      ...errorCodes.map((code) => {
        const { zh, en } = errorWords[code]
        return `| \`${code}\` | ${problemStatus[code]} | ${zh} | ${en} |`
      }),
    ].join('\n'),
  ].join('\n\n')
