import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Did } from '@lianshu/kernel'
import { contractNegotiation } from '@lianshu/protocol/dsp'
import { groups } from '../dsp-scripts.ts'
import { type Management, managementOf } from '../management.ts'
import { pilotSlug, pullFormat } from '../participant.ts'
import { datasetOf } from '../script.ts'
import { openCounterparty } from './counterparty.ts'
import { agreeAsConsumer, agreeAsProvider, providerPidFor, type Stage } from './seed-agreements.ts'
import { seedDataset, tableText } from './seed-datasets.ts'

export interface StageOptions {
  readonly connectorUrl: string
  readonly apiKey: string
  /** The connector's own folder, where its participants' tables lie. */
  readonly directory: string
  readonly secret: string
  /**
   * Where the kit will listen: transfers go to the address of the one who agreed. It is free until the
   * stage is set, and again afterwards.
   */
  readonly kitPort: number
}

export interface SetStage {
  readonly participantId: Did
  /** Base of the participant's protocol endpoints. */
  readonly base: string
  /** Properties of the kit that name what is there: datasets, offers, agreements. */
  readonly properties: Readonly<Record<string, string>>
}

const file = 'table.csv'

/**
 * Brings the connector to where the kit's tests begin, as people would: a participant, published datasets,
 * and final agreements with the kit's participant, each negotiated message by message.
 */
export async function setStage(options: StageOptions): Promise<SetStage> {
  const { connectorUrl, apiKey, directory, secret, kitPort } = options
  const participantId = await host(connectorUrl, apiKey)
  const folder = join(directory, 'data', pilotSlug)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, file), tableText)
  const management = managementOf(connectorUrl, apiKey, pilotSlug)
  const base = `${connectorUrl}/participants/${pilotSlug}/dsp/2025-1`
  const counterparty = await openCounterparty({
    ...{ port: kitPort, authorization: `Bearer ${secret}` },
    answer: (path, { consumerPid }) =>
      path === '/negotiations/request'
        ? contractNegotiation.render({
            ...{ consumerPid: String(consumerPid), state: 'REQUESTED' },
            providerPid: providerPidFor(String(consumerPid)),
          })
        : {},
  })
  try {
    const stage = { management, counterparty, participantId, base }
    return {
      ...{ participantId, base },
      properties: {
        ...(await catalogue(management)),
        ...(await offered(management)),
        ...asked(),
        ...(await sending(stage)),
        ...(await receiving(stage)),
      },
    }
  } finally {
    counterparty.close()
  }
}

async function host(connectorUrl: string, apiKey: string): Promise<Did> {
  const name = { zh: '被测方', en: 'On trial' }
  const answer = await fetch(`${connectorUrl}/api/participants`, {
    method: 'POST',
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ slug: pilotSlug, name, roles: ['owner', 'trainer'] }),
  })
  if (!answer.ok) throw new Error(`no participant: ${await answer.text()}`)
  return ((await answer.json()) as { id: Did }).id
}

/** `CN_01_02` for test `01-02` of the group `CN`. */
const propertyOf = (group: { property: string }, test: string) =>
  `${group.property}_${test.replace('-', '_')}`
const tests = (group: { table: object }) => Object.keys(group.table)

async function catalogue(management: Management) {
  for (const id of ['CAT0101', 'CAT0102']) await seedDataset(management, id, file)
  return {
    CAT_01_01_DATASETID: 'CAT0101',
    CAT_01_02_DATASETID: 'CAT0102',
    CAT_01_03_DATASETID: 'CAT0103',
  }
}

async function offered(management: Management) {
  const properties: Record<string, string> = {}
  for (const test of tests(groups.provider)) {
    const id = datasetOf(groups.provider.prefix, test)
    const offer = await seedDataset(management, id, file)
    properties[`${propertyOf(groups.provider, test)}_DATASETID`] = id
    properties[`${propertyOf(groups.provider, test)}_OFFERID`] = (offer as { '@id': string })['@id']
  }
  return properties
}

const asked = () =>
  Object.fromEntries(
    tests(groups.consumer).map((test) => [
      `${propertyOf(groups.consumer, test)}_DATASETID`,
      datasetOf(groups.consumer.prefix, test),
    ]),
  )

async function sending(stage: Stage) {
  const properties: Record<string, string> = {}
  for (const test of tests(groups.sender)) {
    const id = datasetOf(groups.sender.prefix, test)
    const offer = await seedDataset(stage.management, id, file)
    const agreementId = await agreeAsConsumer(stage, id, offer)
    properties[`${propertyOf(groups.sender, test)}_AGREEMENTID`] = agreementId
    properties[`${propertyOf(groups.sender, test)}_FORMAT`] = pullFormat
  }
  return properties
}

async function receiving(stage: Stage) {
  const properties: Record<string, string> = {}
  for (const test of tests(groups.receiver)) {
    const id = datasetOf(groups.receiver.prefix, test)
    await agreeAsProvider(stage, id)
    properties[`${propertyOf(groups.receiver, test)}_AGREEMENTID`] = id
    properties[`${propertyOf(groups.receiver, test)}_FORMAT`] = pullFormat
  }
  return properties
}
