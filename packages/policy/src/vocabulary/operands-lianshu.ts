import { deliveries, LIANSHU, leftOperandIris } from '@lianshu/protocol/odrl'
import {
  boundOperators,
  limitOperators,
  numberOperators,
  type OperandEntry,
  partOperators,
  wordOperators,
} from './operand.ts'

const own = (name: string) => [`${LIANSHU}${name}`]

/** Left operands of our own profile: what training and industrial contracts need and ODRL has no word for. */
export const lianshuOperands = {
  delivery: {
    iris: [leftOperandIris.delivery],
    type: 'words',
    operators: ['eq', 'neq', 'isAnyOf', 'isNoneOf'],
    source: 'connector',
    badge: 'enforced',
    words: { zh: '交付方式', en: 'delivery' },
    codes: deliveries,
  },
  minimumCohort: {
    iris: [leftOperandIris.minimumCohort],
    type: 'count',
    operators: boundOperators,
    source: 'connector',
    badge: 'enforced',
    words: { zh: '共同参与方数', en: 'participants in all' },
  },
  rounds: {
    iris: [leftOperandIris.rounds],
    type: 'count',
    operators: limitOperators,
    source: 'ledger',
    badge: 'enforced',
    words: { zh: '训练轮数', en: 'rounds' },
    counted: true,
  },
  role: {
    iris: own('role'),
    type: 'words',
    operators: wordOperators,
    source: 'credential',
    badge: 'attested',
    words: { zh: '角色', en: 'role' },
  },
  connector: {
    iris: own('connector'),
    type: 'words',
    operators: wordOperators,
    source: 'credential',
    badge: 'attested',
    words: { zh: '连接器', en: 'connector' },
  },
  application: {
    iris: own('application'),
    type: 'words',
    operators: wordOperators,
    source: 'request',
    badge: 'attested',
    words: { zh: '应用程序', en: 'application' },
  },
  securityProfile: {
    iris: own('securityProfile'),
    type: 'level',
    operators: numberOperators,
    source: 'credential',
    badge: 'attested',
    words: { zh: '连接器安全等级', en: 'security profile of the connector' },
    codes: ['base', 'trust', 'trust-plus'],
  },
  participantLocation: {
    iris: own('participantLocation'),
    type: 'place',
    operators: partOperators,
    source: 'credential',
    badge: 'attested',
    words: { zh: '参与方所在地', en: 'location of the participant' },
  },
  environmentState: {
    iris: own('environmentState'),
    type: 'words',
    operators: wordOperators,
    source: 'statement',
    badge: 'attested',
    words: { zh: '运行环境状态', en: 'state of the environment' },
  },
  consent: {
    iris: own('consent'),
    type: 'words',
    operators: wordOperators,
    source: 'statement',
    badge: 'attested',
    words: { zh: '数据主体同意', en: 'consent of the person concerned' },
  },
} as const satisfies Record<string, OperandEntry>
