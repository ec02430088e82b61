import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import styles from './Notice.module.css'

export interface NoticeProps {
  readonly icon?: IconName
  readonly title: string
  readonly children?: ReactNode
}

/** What an empty list means and the one thing to do; also the frame of failures and of partial pages. */
export function Notice({ icon = 'dash', title, children }: NoticeProps) {
  return (
    <div className={styles.notice}>
      <Icon name={icon} />
      <div>
        <p className={styles.title}>{title}</p>
        {children ? <div className={styles.body}>{children}</div> : null}
      </div>
    </div>
  )
}
