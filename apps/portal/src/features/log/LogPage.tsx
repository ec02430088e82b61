import { getRouteApi } from '@tanstack/react-router'
import type { LogNode } from '../../api/log-model.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Copyable } from '../../ui/Copyable.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { Entries } from './Entries.tsx'
import { NodePicker } from './NodePicker.tsx'
import { useVerification } from './useVerification.ts'
import { VerifyPanel } from './VerifyPanel.tsx'

const route = getRouteApi('/$locale/log')

/** Who did what, under which right; and the reader's own proof that nothing was taken out. */
export function LogPage() {
  const { t } = useI18n()
  const { nodes, node } = route.useLoaderData()
  return (
    <>
      <PageHeader title={t('log.title')} lead={t('log.lead')} />
      {node ? (
        <>
          <Section title={t('log.nodes')} note={t('log.nodes.note')}>
            <NodePicker nodes={nodes} chosen={node} />
          </Section>
          <NodeLog node={node} />
        </>
      ) : (
        <Notice title={t('log.none')}>{t('log.none.how')}</Notice>
      )}
    </>
  )
}

function NodeLog({ node }: { readonly node: LogNode }) {
  const { t, locale } = useI18n()
  const { head, entries, nodes, from } = route.useLoaderData()
  const { verification, start } = useVerification(node.did)
  return (
    <>
      <Section title={t('log.head')} note={t('log.head.note')}>
        {head ? (
          <Facts
            facts={[
              { name: t('log.size'), value: head.size.toLocaleString(locale) },
              { name: t('log.root'), value: <Copyable text={head.root} head={12} tail={8} /> },
              { name: t('log.signed-at'), value: formatDateTime(head.at) },
              { name: t('log.witnesses'), value: String(head.cosignatures.length) },
            ]}
          />
        ) : (
          <Notice icon="warn" title={t('log.head.missing')}>
            {t('partial.part')}
          </Notice>
        )}
      </Section>
      <Section title={t('verify.title')} note={t('verify.note')}>
        <VerifyPanel verification={verification} start={start} />
      </Section>
      <Section title={t('log.entries')} note={t('log.entries.note')}>
        <Entries
          entries={entries}
          nodes={nodes}
          from={from}
          size={node.size}
          did={node.did}
          verification={verification}
        />
      </Section>
    </>
  )
}
