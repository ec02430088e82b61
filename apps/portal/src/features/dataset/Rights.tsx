import type { RuleBadge, RuleKind, RuleWords } from '../../api/model.ts'
import { capitalised, formatDate } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Tag, type Tone } from '../../ui/Mark.tsx'
import styles from './Rights.module.css'

const kinds: readonly { readonly kind: RuleKind; readonly icon: IconName }[] = [
  { kind: 'may', icon: 'check' },
  { kind: 'must', icon: 'arrow' },
  { kind: 'must-not', icon: 'cross' },
  { kind: 'until', icon: 'clock' },
]

const badgeTones: Readonly<Record<RuleBadge, Tone>> = {
  enforced: 'good',
  attested: 'accent',
  contractual: 'quiet',
}

export interface RightsProps {
  readonly rules: readonly RuleWords[]
  readonly endsAt: string | undefined
}

/** The offer in words: what you may, must and must not do, and until when; each with how it holds. */
export function Rights({ rules, endsAt }: RightsProps) {
  const { t } = useI18n()
  return (
    <div className={styles.rights}>
      {kinds.map(({ kind, icon }) => {
        const own = rules.filter((rule) => rule.kind === kind)
        return (
          <div
            key={kind}
            className={`${styles.kind} ${styles[kind === 'must-not' ? 'mustNot' : kind]}`}
          >
            <h3>
              <Icon name={icon} size={14} />
              {t(`rights.${kind}`)}
            </h3>
            <ul>
              {own.map((rule) => (
                <li key={rule.text}>
                  <span>{capitalised(rule.text)}</span>
                  <Tag tone={badgeTones[rule.badge]}>{t(`badge.${rule.badge}`)}</Tag>
                </li>
              ))}
              {own.length === 0 ? (
                <li className={styles.none}>
                  {kind === 'until' && endsAt ? formatDate(endsAt) : t(`rights.${kind}.none`)}
                </li>
              ) : null}
            </ul>
          </div>
        )
      })}
    </div>
  )
}
