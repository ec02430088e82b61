import { describe, expect, it } from 'vitest'
import { parseOutput } from './parse-output.ts'

const output = `Started: CN:01-01: Verify contract request
SUCCESSFUL: CN:01-01
Started: CN:01-02: Verify contract request, offer received
FAILED: CN:01-02
Started: 5.2 Verify endpoint discovery
FAILED: 5.2 Verify endpoint discovery
Some words of a server, FAILED: nothing
WORDS: CN:01-02: Verify contract request, offer received
  org.opentest4j.AssertionFailedError: expected: <OFFERED> but was: <REQUESTED>
  	at org.example.Test.cn_01_02(Test.java:70)
  Caused by: java.lang.RuntimeException: Timeout
  	... 3 more
WORDS: CN_02: Scenarios
  java.lang.IllegalStateException: no launcher
COUNTS: found 4, started 3, succeeded 1, failed 2, skipped 1`

describe('parseOutput', () => {
  it('tells each test by the name of its last line', () => {
    const told = parseOutput(output).map(({ id, passed }) => [id, passed])
    expect(told).toEqual([
      ['CN:01-01', true],
      ['CN:01-02', false],
      ['5.2 Verify endpoint discovery', false],
      ['CN_02', false],
    ])
  })

  it('keeps the kit’s words about a failure, without the frames of its stack', () => {
    const [, failed, silent] = parseOutput(output)
    expect(failed?.words).toBe(
      'org.opentest4j.AssertionFailedError: expected: <OFFERED> but was: <REQUESTED>\n' +
        'Caused by: java.lang.RuntimeException: Timeout',
    )
    expect(silent?.words).toBeUndefined()
  })

  it('counts a class that failed before its tests', () => {
    expect(parseOutput(output).at(-1)).toEqual({
      ...{ id: 'CN_02', passed: false, words: 'java.lang.IllegalStateException: no launcher' },
    })
  })

  it('finds nothing in nothing', () => {
    expect(parseOutput('')).toEqual([])
  })
})
