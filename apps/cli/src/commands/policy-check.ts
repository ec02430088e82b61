import { ok } from '@lianshu/kernel'
import { lintPolicy } from '@lianshu/policy/authoring'
import type { Command } from '../command.ts'
import { plain } from '../output/plain.ts'
import { readPolicyFile } from '../policy-file.ts'

export const checkPolicyFile: Command = {
  name: 'policy check',
  takes: 'FILE',
  arity: [1, 1],
  words: {
    zh: '检查一份策略：矛盾、不起作用的规则、无法强制的条款；有错误时退出码为 1',
    en: 'look for contradictions, rules without effect, terms that nobody can enforce; errors end with 1',
  },
  options: ['at', 'json'],
  async run({ world, json, locale, options, positionals }) {
    const policy = await readPolicyFile(positionals[0]!)
    if (!policy.ok) return policy
    const findings = lintPolicy(policy.value, { at: options.at })
    const hasErrors = findings.some(({ severity }) => severity === 'error')
    if (json) world.print(JSON.stringify(findings))
    else {
      for (const { severity, at, words } of findings) {
        world.print(
          `${severity === 'error' ? '✗' : '·'} ${plain(at)}  ${plain(words[locale], 500)}`,
        )
      }
      if (findings.length === 0) world.print({ zh: '没有发现问题', en: 'nothing found' }[locale])
    }
    return ok(hasErrors ? 1 : 0)
  },
}
