import type { Management } from '../management.ts'

const words = { zh: '一致性测试', en: 'Conformance' }

/** Registers and publishes a dataset under an identifier of our own, over a table that lies in place. */
export async function seedDataset(
  management: Management,
  id: string,
  file: string,
): Promise<object> {
  await management.post('/datasets', {
    ...{ id, file, title: words, description: words, scenario: words, keywords: [] },
    ...{ industry: 'machinery', task: 'binary', modality: 'table', level: 'general' },
    simulated: true,
    terms: { uses: ['train'], deliveries: ['federated'], purposes: [] },
  })
  const { offer } = await management.post<{ offer: object }>(`/datasets/${id}/publish`)
  return offer
}

/** A small table with a number and a yes or no. */
export const tableText = `torque [Nm],failure\n${Array.from(
  { length: 120 },
  (_, row) => `${20 + (row % 40)},${row % 2}\n`,
).join('')}`
