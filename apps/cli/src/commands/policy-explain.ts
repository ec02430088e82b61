import { ok } from '@lianshu/kernel'
import { explainPolicy } from '@lianshu/policy'
import { badgeWords } from '@lianshu/policy/authoring'
import type { Command } from '../command.ts'
import { plain } from '../output/plain.ts'
import { table } from '../output/table.ts'
import { readPolicyFile } from '../policy-file.ts'

export const explainPolicyFile: Command = {
  name: 'policy explain',
  takes: 'FILE',
  arity: [1, 1],
  words: {
    zh: '用句子说明一份策略：可以、必须、不得、期限，以及各由什么保障',
    en: 'say a policy in sentences: may, must, must not, until, and what guarantees each',
  },
  options: ['json'],
  async run({ world, json, locale, positionals }) {
    const policy = await readPolicyFile(positionals[0]!)
    if (!policy.ok) return policy
    const sentences = explainPolicy(policy.value, locale)
    const lines = table(
      sentences.map(({ text, badge }) => [`[${badgeWords[badge][locale]}]`, plain(text, 1000)]),
    )
    for (const line of json ? [JSON.stringify(sentences)] : lines) world.print(line)
    return ok(0)
  },
}
