import { parseArgs } from 'node:util'
import {
  type DomainError,
  domainError,
  err,
  type Locale,
  nearestName,
  ok,
  type Result,
} from '@lianshu/kernel'
import type { Call, Command } from './command.ts'
import { type OptionName, optionTexts } from './options.ts'

/** What the user asked for: a command to run, or help on a part of the commands. */
export type Request =
  | { readonly kind: 'help'; readonly locale: Locale; readonly of?: Command }
  | { readonly kind: 'run'; readonly command: Command; readonly call: Omit<Call, 'world'> }

/** Reads a command line; `input.invalid` says what is wrong and which name was probably meant. */
export function readCommandLine(
  commands: readonly Command[],
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<Request, DomainError<'input.invalid'>> {
  const command = commands.find(({ name }) =>
    name.split(' ').every((word, index) => argv[index] === word),
  )
  const rest = argv
    .slice(command ? command.name.split(' ').length : 0)
    .map((word) => (word === '-h' ? '--help' : word))
  if (!command) {
    const words = argv.filter((word) => !word.startsWith('-'))
    const asksForHelp = words.length === 0 || argv.includes('--help') || argv.includes('-h')
    return asksForHelp
      ? ok({ kind: 'help', locale: localeOf(langIn(argv), env) })
      : err(unknownCommand(commands, words))
  }
  const names: readonly OptionName[] = [...command.options, 'lang', 'help']
  const read = readOptions(names, rest)
  if (!read.ok) return read
  const { values, positionals } = read.value
  const { json, help, lang, ...options } = values as Call['options'] & Record<string, unknown>
  if (lang !== undefined && lang !== 'zh' && lang !== 'en') return invalid('--lang takes zh or en')
  const locale = localeOf(lang as string | undefined, env)
  if (help) return ok({ kind: 'help', locale, of: command })
  const [fewest, most] = command.arity
  if (positionals.length < fewest || positionals.length > most) {
    return invalid(`usage: lianshu ${command.name} ${command.takes ?? '(no arguments)'}`)
  }
  return ok({
    kind: 'run',
    command,
    call: { locale, json: Boolean(json), options: options as Call['options'], positionals },
  })
}

const invalid = (message: string) => err(domainError('input.invalid', message))

function readOptions(names: readonly OptionName[], argv: readonly string[]) {
  const isFlag = (name: OptionName) => !('value' in optionTexts[name])
  const options = Object.fromEntries(
    names.map((name) => [
      name,
      { type: isFlag(name) ? ('boolean' as const) : ('string' as const) },
    ]),
  )
  const unknown = argv.find(
    (word) => word.startsWith('--') && !names.some((name) => isOption(word, name)),
  )
  if (unknown !== undefined && unknown !== '--') {
    const typed = unknown.slice(2).split('=')[0]!
    const near = nearestName(typed, names)
    return invalid(`unknown option --${typed}${near ? `; did you mean --${near}?` : ''}`)
  }
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options,
      allowPositionals: true,
    })
    return ok({ values, positionals })
  } catch (error) {
    return invalid((error as Error).message.split('. ')[0]!)
  }
}

const isOption = (word: string, name: string) =>
  word === `--${name}` || word.startsWith(`--${name}=`)

function unknownCommand(commands: readonly Command[], words: readonly string[]) {
  const names = commands.map(({ name }) => name)
  const typed = words.slice(0, 2).join(' ')
  const near = nearestName(typed, names) ?? nearestName(words[0]!, names)
  const begun = names.filter((name) => name.startsWith(`${words[0]} `))
  const meant = begun.length > 0 ? begun.join(', ') : near
  const hint = meant ? `; did you mean ${meant}?` : ''
  return domainError('input.invalid', `unknown command ${typed}${hint}`)
}

const langIn = (argv: readonly string[]) =>
  argv.find((word) => word.startsWith('--lang='))?.slice(7) ?? argv[argv.indexOf('--lang') + 1]

function localeOf(lang: string | undefined, env: Readonly<Record<string, string | undefined>>) {
  if (lang === 'zh' || lang === 'en') return lang
  const system = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return system.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
