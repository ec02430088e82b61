import { Link } from '@tanstack/react-router'
import type { LogNode } from '../../api/log-model.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import styles from './NodePicker.module.css'

export interface NodePickerProps {
  readonly nodes: readonly LogNode[]
  readonly chosen: LogNode
}

/** Whose log: each node keeps its own. */
export function NodePicker({ nodes, chosen }: NodePickerProps) {
  const { say, locale } = useI18n()
  return (
    <ul className={styles.nodes}>
      {nodes.map((node) => (
        <li key={node.did}>
          <Link
            to="/$locale/log"
            params={{ locale }}
            search={{ node: node.did }}
            className={styles.node}
            aria-current={node.did === chosen.did ? 'true' : undefined}
          >
            <span>{say(node.name)}</span>
            <span className={styles.size}>{node.size.toLocaleString(locale)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
