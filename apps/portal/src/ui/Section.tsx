import type { ReactNode } from 'react'
import styles from './Section.module.css'

export interface SectionProps {
  readonly title: string
  /** One or two sentences under the title: where the content comes from. */
  readonly note?: ReactNode
  readonly id?: string
  readonly children: ReactNode
}

/** A part of a page laid out like a data sheet: its name in the margin, its content beside it. */
export function Section({ title, note, id, children }: SectionProps) {
  return (
    <section className={styles.section} id={id}>
      <div className={styles.margin}>
        <h2>{title}</h2>
        {note ? <div className={styles.note}>{note}</div> : null}
      </div>
      <div className={styles.content}>{children}</div>
    </section>
  )
}
