import type { TrainingPlan } from '@lianshu/protocol/rounds'
import type { Run } from '../../api/run-model.ts'
import { capitalised } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Copyable } from '../../ui/Copyable.tsx'
import { Facts } from '../../ui/Facts.tsx'
import styles from './PlanFacts.module.css'

/** What everybody signed, in a few figures; the document itself is one press below. */
export function PlanFacts({ run }: { readonly run: Run }) {
  const { t, label, say } = useI18n()
  // The plan was checked by the nodes; a part that is missing here is simply not shown.
  const plan = (run.plan ?? {}) as Partial<TrainingPlan>
  const facts = [
    run.initiator && { name: t('plan.initiator'), value: say(run.initiator.name) },
    run.purpose && { name: t('plan.purpose'), value: capitalised(say(run.purpose)) },
    { name: t('plan.task'), value: label('task', plan.task ?? run.task) },
    plan.features && { name: t('plan.features'), value: String(plan.features.length) },
    plan.model && {
      name: t('plan.model'),
      value: plan.model.hidden.join(' – ') || t('plan.linear'),
      more: label('activation', plan.model.activation),
    },
    plan.strategy && {
      name: t('plan.strategy'),
      value: label('strategy', plan.strategy.kind),
      more: plan.local ? t('plan.epochs', { n: plan.local.epochs }) : undefined,
    },
    plan.cohort && {
      name: t('plan.cohort'),
      value: `${plan.cohort.minimum} – ${plan.cohort.maximum}`,
    },
    plan.secureAggregation && {
      name: t('plan.aggregation'),
      value: label('aggregation', plan.secureAggregation.kind),
    },
  ].filter((fact) => fact !== undefined)
  return (
    <div className={styles.plan}>
      <Facts facts={facts} />
      <p>
        {t('plan.hash')} <Copyable text={run.planHash} head={16} tail={8} />
      </p>
    </div>
  )
}
