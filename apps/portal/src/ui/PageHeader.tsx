import type { ReactNode } from 'react'
import styles from './PageHeader.module.css'

export interface PageHeaderProps {
  readonly title: ReactNode
  /** What stands above the title: where the reader is. */
  readonly over?: ReactNode
  /** The state of the subject, in one sentence. */
  readonly lead?: ReactNode
  readonly children?: ReactNode
}

/** Answers first: what this is, and one sentence about its state. */
export function PageHeader({ title, over, lead, children }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      {over ? <div className={styles.over}>{over}</div> : null}
      <h1>{title}</h1>
      {lead ? <p className={styles.lead}>{lead}</p> : null}
      {children}
    </header>
  )
}
