import { Icon, type IconName } from './Icon.tsx'
import styles from './Mark.module.css'

export type Tone = 'good' | 'bad' | 'warn' | 'accent' | 'quiet'

export interface MarkProps {
  readonly tone: Tone
  readonly icon: IconName
  readonly children: string
}

/** A state as icon, word and colour together: never by colour alone. */
export function Mark({ tone, icon, children }: MarkProps) {
  return (
    <span className={`${styles.mark} ${styles[tone]}`}>
      <Icon name={icon} size={14} />
      {children}
    </span>
  )
}

/** A small word in a frame: a use, a delivery, a badge. */
export function Tag({
  children,
  tone = 'quiet',
}: {
  readonly children: string
  readonly tone?: Tone
}) {
  return <span className={`${styles.tag} ${styles[tone]}`}>{children}</span>
}
