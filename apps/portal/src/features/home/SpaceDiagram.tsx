import type { Member } from '../../api/model.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import styles from './SpaceDiagram.module.css'

const width = 520
const rowHeight = 52
const shown = 7

/**
 * The space drawn as it is: each member's data (the filled square) inside its own frame, and one line
 * per member on which only rights, models and evidence travel.
 */
export function SpaceDiagram({ members }: { readonly members: readonly Member[] }) {
  const { t, say } = useI18n()
  const rows = members.slice(0, shown)
  if (rows.length === 0) return null
  const height = rows.length * rowHeight
  const middle = height / 2
  const hub = width - 32
  return (
    <figure className={styles.figure}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('home.diagram')}>
        {rows.map((member, index) => {
          const y = index * rowHeight + rowHeight / 2
          const bend = 360
          return (
            <g key={member.did}>
              <path
                className={styles.line}
                d={`M244 ${y}C${bend} ${y} ${bend} ${middle} ${hub - 30} ${middle}`}
              />
              <rect className={styles.frame} x="0.5" y={y - 19.5} width="243" height="39" />
              <rect
                className={isOwner(member) ? styles.data : styles.noData}
                x="12.5"
                y={y - 7.5}
                width="15"
                height="15"
              />
              <text className={styles.name} x="40" y={y + 5}>
                {cut(say(member.name))}
              </text>
            </g>
          )
        })}
        <circle className={styles.hub} cx={hub} cy={middle} r="30" />
        <path
          className={styles.sign}
          d={`M${hub} ${middle}v-12M${hub} ${middle}l-10.5 7M${hub} ${middle}l10.5 7`}
        />
        <circle className={styles.core} cx={hub} cy={middle} r="5" />
      </svg>
      <figcaption className={styles.caption}>
        <span className={styles.key}>{t('home.key.stays')}</span>
        <span className={styles.travel}>{t('home.key.travels')}</span>
        {members.length > shown ? (
          <span>{t('home.more', { n: members.length - shown })}</span>
        ) : null}
      </figcaption>
    </figure>
  )
}

const isOwner = (member: Member): boolean =>
  member.roles.some((role) => /owner|provider/i.test(role))

/** Chinese glyphs are twice as wide: counts columns, not characters. */
function cut(text: string): string {
  let columns = 0
  for (const [index, glyph] of [...text].entries()) {
    columns += glyph.codePointAt(0)! > 0x2e80 ? 2 : 1
    if (columns > 25) return `${[...text].slice(0, index).join('')}…`
  }
  return text
}
