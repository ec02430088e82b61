/** How good the final model is on all owners' held-back rows, from masked sums only. */
export type RunMetrics =
  | {
      readonly task: 'binary' | 'multiclass'
      readonly rows: number
      readonly meanLoss: number
      readonly accuracy: number
      /** Area under the ROC curve; the mean over classes with both members and others (one against the rest). */
      readonly auc: number
      /** Of the positive class, or the unweighted mean over classes (macro). */
      readonly f1: number
      /** Rows by [true class][predicted class]. */
      readonly confusion: readonly (readonly number[])[]
    }
  | {
      readonly task: 'regression'
      readonly rows: number
      readonly meanLoss: number
      /** In the unit of the target. */
      readonly rmse: number
      readonly mae: number
      /** 1 − Σ error² / Σ (y − mean of y)²; 0 when y is constant. */
      readonly r2: number
    }
