import type { ReactNode } from 'react'
import styles from './Scroll.module.css'

/** Lets a wide table scroll by itself; it takes the keyboard's focus so that arrows reach all of it. */
export function Scroll({
  label,
  children,
}: {
  readonly label: string
  readonly children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard scrolling (WCAG 2.1.1)
    <section className={styles.scroll} tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
