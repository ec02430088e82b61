import type { TrainingPlan } from '@lianshu/protocol/rounds'
import type { RoundOutcome, Run } from '../api/run-model.ts'
import { brokerDid, owners, trainer } from './fixture-data.ts'

export const demandId = 'urn:uuid:0b7f8a10-77de-4b55-9a3e-1d2c3b4a5f60'
const rows = [1920, 2480, 1520, 2080]
const hash = (seed: number): string =>
  Array.from({ length: 64 }, (_, index) =>
    ((seed * 7 + index * 5 + ((seed * index) % 11)) % 16).toString(16),
  ).join('')

const range = (column: string, unit: string, low: number, high: number) =>
  ({ column, kind: 'numeric', unit, range: { low, high } }) as const

const plan: Partial<TrainingPlan> = {
  id: 'plan-machine-failure',
  version: 1,
  task: 'binary',
  target: { column: 'machine_failure', kind: 'classes', classes: ['0', '1'] },
  features: [
    { column: 'type', kind: 'categorical', categories: ['H', 'L', 'M'] },
    range('air_temperature', 'K', 294, 306),
    range('process_temperature', 'K', 304, 315),
    range('rotational_speed', 'rpm', 1150, 2900),
    range('torque', 'N·m', 3, 78),
    range('tool_wear', 'min', 0, 255),
  ],
  model: { kind: 'dense', hidden: [32, 16], activation: 'relu', seed: 7 },
  local: {
    epochs: 2,
    batchSize: 64,
    learningRate: 0.01,
    optimizer: 'adam',
    balanceClasses: true,
    seed: 7,
  },
  strategy: { kind: 'fedavg' },
  rounds: 30,
  cohort: { minimum: 3, maximum: 8, deadlineMs: 30_000 },
  secureAggregation: { kind: 'pairwise-masks', fractionBits: 20, clip: 8, maximumRows: 100_000 },
}

function outcome(round: number): RoundOutcome {
  const wobble = Math.sin(round * 2.3) * 0.012
  return {
    round,
    phase: 'train',
    loss: 0.16 + 0.52 * Math.exp(-round / 6) + wobble,
    metric: 0.97 - 0.28 * Math.exp(-round / 5),
    rows: 8000,
    cohort: round === 9 ? 3 : 4,
    attempt: round === 9 ? 2 : 1,
    seconds: 0.9 + (round % 3) * 0.21,
    modelSha256: hash(round),
    bytes: 4 * 11_264,
  }
}

/** The fixture run after a number of finished rounds; at 30 it is evaluated and settled. */
export function runAfter(rounds: number, id: string, startedAt: string): Run {
  const done = rounds >= 30
  const fen = [24_000, 31_000, 19_000, 26_000]
  return {
    id,
    state: done ? 'COMPLETED' : 'TRAINING',
    task: 'binary',
    target: 'machine_failure',
    plan: JSON.parse(JSON.stringify({ ...plan, initiator: trainer.did, coordinator: brokerDid })),
    planHash: hash(3),
    demandId,
    round: Math.min(30, done ? rounds : rounds + 1),
    rounds: 30,
    participants: owners.slice(0, 4).map((owner, index) => ({
      did: owner.did,
      name: owner.name,
      state: 'joined',
      agreementId: `urn:uuid:a9e1c0de-00${index}4-4c1b-8f5e-7d1a2b3c4d5${index}`,
      bytesOut: rounds * 11_264 + index * 96,
    })),
    history: Array.from({ length: rounds }, (_, index) => outcome(index + 1)),
    startedAt,
    ...(done
      ? {
          endedAt: new Date(Date.parse(startedAt) + 41_000).toISOString(),
          evaluation: {
            metrics: { auc: 0.9634, f1: 0.7418, accuracy: 0.9721, meanLoss: 0.1612, rows: 2000 },
          },
          model: { sha256: hash(30), size: 11_264 },
          settlement: {
            totalFen: fen.reduce((sum, each) => sum + each, 0),
            shares: owners.slice(0, 4).map((owner, index) => ({
              did: owner.did,
              name: owner.name,
              rows: rows[index]!,
              fen: fen[index]!,
            })),
          },
        }
      : {}),
  }
}
