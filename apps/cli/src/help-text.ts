import type { Locale } from '@lianshu/kernel'
import type { Command } from './command.ts'
import { type OptionName, type OptionText, optionTexts } from './options.ts'
import { table } from './output/table.ts'

const codes = {
  zh: '退出码：0 完成，且所校验的成立；1 失败或校验不成立；2 命令行有误。',
  en: 'Exit codes: 0 done, and what was checked holds; 1 failed, or it does not hold; 2 wrong usage.',
}

/** All commands in a list. */
export function overview(commands: readonly Command[], locale: Locale): string {
  const rows = commands.map(({ name, takes, words }) => [
    `  lianshu ${name}${takes ? ` ${takes}` : ''}`,
    words[locale],
  ])
  const more = { zh: '每个命令都有 --help。', en: 'Every command has --help.' }
  return ['lianshu · 联数', '', ...table(rows), '', more[locale], codes[locale]].join('\n')
}

/** One command with its options. */
export function helpOn({ name, takes, words, options }: Command, locale: Locale): string {
  const rows = [...options, 'lang' as const, 'help' as const].map((option: OptionName) => {
    const { value, words: told }: OptionText = optionTexts[option]
    return [`  --${option}${value ? ` ${value}` : ''}`, told[locale]]
  })
  const usage = `lianshu ${name}${takes ? ` ${takes}` : ''} [options]`
  return [usage, '', words[locale], '', ...table(rows), '', codes[locale]].join('\n')
}
