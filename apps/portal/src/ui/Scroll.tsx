import type { ReactNode } from 'react'
import styles from './Scroll.module.css'

export interface ScrollProps {
  readonly label: string
  /** Keeps a long table low, so that it scrolls downwards as well. */
  readonly low?: boolean
  readonly children: ReactNode
}

/** Lets a wide table scroll by itself; it takes the keyboard's focus so that arrows reach all of it. */
export function Scroll({ label, low = false, children }: ScrollProps) {
  return (
    <section
      className={low ? `${styles.scroll} ${styles.low}` : styles.scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard scrolling (WCAG 2.1.1)
      tabIndex={0}
      aria-label={label}
    >
      {children}
    </section>
  )
}
