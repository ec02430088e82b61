import type { ReactNode } from 'react'
import styles from './Facts.module.css'

export interface Fact {
  readonly name: string
  readonly value: ReactNode
  /** A second, quieter line. */
  readonly more?: ReactNode
}

/** A strip of named values between rules. */
export function Facts({
  facts,
  large = false,
}: {
  readonly facts: readonly Fact[]
  readonly large?: boolean
}) {
  return (
    <dl className={large ? `${styles.facts} ${styles.large}` : styles.facts}>
      {facts.map((fact) => (
        <div key={fact.name} className={styles.fact}>
          <dt>{fact.name}</dt>
          <dd className={styles.value}>{fact.value}</dd>
          {fact.more ? <dd className={styles.more}>{fact.more}</dd> : null}
        </div>
      ))}
    </dl>
  )
}
