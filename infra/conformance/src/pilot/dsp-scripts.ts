import { type Scripts, type Step, scriptsOf } from './script.ts'

const offer: Step = ['REQUESTED', 'offer']
const agree: Step = ['REQUESTED', 'proceed']
const finalize: Step = ['VERIFIED', 'proceed']
const accept: Step = ['OFFERED', 'proceed']
const verify: Step = ['AGREED', 'proceed']
const start: Step = ['REQUESTED', 'start']
const suspend: Step = ['STARTED', 'suspend']
const resume: Step = ['SUSPENDED', 'start']
const complete: Step = ['STARTED', 'complete']
const end = (state: string): Step => [state, 'terminate']

/** Tests `CN:`: the kit asks our participant for a contract. */
export const asProvider = {
  '01-01': [offer],
  '01-02': [offer, end('REQUESTED')],
  '01-03': [offer, ['ACCEPTED', 'proceed'], finalize],
  '01-04': [agree, finalize],
  '02-01': [end('REQUESTED')],
  '02-02': [],
  '02-03': [agree],
  '02-04': [offer],
  '02-05': [offer, end('OFFERED')],
  '02-06': [offer, end('ACCEPTED')],
  '02-07': [agree, end('VERIFIED')],
  '03-01': [agree, finalize],
  '03-02': [offer],
  '03-03': [offer],
  '03-04': [offer],
} satisfies Record<string, readonly Step[]>

/** Tests `CN_C:`: our participant asks the kit for a contract. */
export const asConsumer = {
  '01-01': [accept, verify],
  '01-02': [['OFFERED', 'offer']],
  '01-03': [end('OFFERED')],
  '01-04': [verify],
  '02-01': [],
  '02-02': [end('REQUESTED')],
  '02-03': [end('AGREED')],
  '02-04': [],
  '02-05': [accept],
  '02-06': [verify],
  '03-01': [],
  '03-02': [],
  '03-03': [],
  '03-04': [accept],
  '03-05': [accept],
  '03-06': [accept],
} satisfies Record<string, readonly Step[]>

/** Tests `TP:`: the kit asks our participant for a transfer. */
export const asSender = {
  '01-01': [start, end('STARTED')],
  '01-02': [start, complete],
  '01-03': [start, suspend, end('SUSPENDED')],
  '01-04': [start, suspend, resume, complete],
  '01-05': [end('REQUESTED')],
  '02-01': [start],
  '02-02': [start],
  '02-03': [start],
  '02-04': [start],
  '02-05': [],
  '03-01': [],
  '03-02': [],
  '03-03': [start],
  '03-04': [start],
  '03-05': [start],
  '03-06': [start],
} satisfies Record<string, readonly Step[]>

/** Tests `TP_C:`: our participant asks the kit for a transfer. */
export const asReceiver = {
  '01-01': [],
  '01-02': [],
  '01-03': [],
  '01-04': [],
  '01-05': [],
  '02-01': [end('STARTED')],
  '02-02': [complete],
  '02-03': [suspend, end('SUSPENDED')],
  '02-04': [suspend, resume, complete],
  '02-05': [end('REQUESTED')],
  '03-01': [],
  '03-02': [],
  '03-03': [],
  '03-04': [],
  '03-05': [],
  '03-06': [],
} satisfies Record<string, readonly Step[]>

/** Who plays a test, the prefix of its dataset, and the kit's name of the group in its properties. */
export const groups = {
  provider: { prefix: 'ACN', property: 'CN', table: asProvider },
  consumer: { prefix: 'ACNC', property: 'CN_C', table: asConsumer },
  sender: { prefix: 'ATP', property: 'TP', table: asSender },
  receiver: { prefix: 'ATPC', property: 'TP_C', table: asReceiver },
} as const

const of = ({ prefix, table }: (typeof groups)[keyof typeof groups]) => scriptsOf(prefix, table)

/** Everything that the kit's tests of the Dataspace Protocol want our participant to do. */
export const dspScripts: Scripts = {
  negotiations: new Map([...of(groups.provider), ...of(groups.consumer)]),
  transfers: new Map([...of(groups.sender), ...of(groups.receiver)]),
}
