import type { Operator } from '@lianshu/protocol/odrl'
import type { Badge } from './badge.ts'
import { catenaX, catenaXBefore } from './catena-x.ts'
import type { OperandEntry, Source, ValueType } from './operand.ts'

const bpnl = /^BPNL[0-9A-Z]{12}$/
const regions = ['all', 'europe', 'northAmerica', 'southAmerica', 'africa', 'asia', 'oceania']
  .concat('antarctica')
  .map((name) => `cx.region.${name}:1`)

type More = Partial<Pick<OperandEntry, 'codes' | 'pattern' | 'ends'>> & {
  readonly type?: ValueType
  readonly source?: Source
  readonly badge?: Badge
}

/** Most of them are clauses of a contract: nobody can measure a warranty, both sides signed it. */
function term(
  name: string,
  operators: readonly Operator[],
  zh: string,
  en: string,
  more: More = {},
): OperandEntry {
  const iris = [catenaX + name, catenaXBefore + name]
  return {
    ...{ iris, type: 'words', operators, source: 'contract', badge: 'contractual' },
    ...{ words: { zh, en } },
    ...more,
  }
}

const eq = ['eq'] as const
const any = ['isAnyOf'] as const
const all = ['isAllOf'] as const
const anyOrNone = ['isAnyOf', 'isNoneOf'] as const
const attested = { source: 'credential', badge: 'attested' } as const
const enforced = { source: 'clock', badge: 'enforced' } as const
const codes = (...names: string[]): More => ({ codes: names.map((name) => `cx.${name}:1`) })
const restrictions = [
  ...['thirdParty', 'manipulation', 'derivations', 'extraordinaryAnalytics'],
  'dataProviderRemoval',
].map((name) => `${name}.forbidden`)

/** The 29 left operands of the Catena-X profile 2025/9 (CX-0152), each with the operators that it is fixed to. */
export const catenaXOperands: Readonly<Record<`cx:${string}`, OperandEntry>> = {
  'cx:Membership': term('Membership', eq, '数据空间成员资格', 'membership of the data space', {
    ...attested,
    codes: ['active'],
  }),
  'cx:FrameworkAgreement': term('FrameworkAgreement', eq, '框架协议', 'framework agreement', {
    ...attested,
    codes: ['DataExchangeGovernance:1.0'],
  }),
  'cx:BusinessPartnerNumber': term(
    'BusinessPartnerNumber',
    anyOrNone,
    '业务伙伴编号',
    'business partner number',
    { ...attested, pattern: bpnl },
  ),
  'cx:BusinessPartnerGroup': term(
    'BusinessPartnerGroup',
    anyOrNone,
    '业务伙伴组',
    'business partner group',
    { source: 'connector', badge: 'enforced' },
  ),
  'cx:UsagePurpose': term('UsagePurpose', any, '使用目的', 'usage purpose', {
    source: 'request',
    badge: 'attested',
  }),
  'cx:ContractReference': term('ContractReference', all, '引用的合同', 'referenced contract'),
  'cx:AffiliatesBpnl': term(
    'AffiliatesBpnl',
    any,
    '可共用的关联企业',
    'affiliates that may use it',
    {
      pattern: bpnl,
    },
  ),
  'cx:AffiliatesRegion': term(
    'AffiliatesRegion',
    any,
    '可共用的关联企业所在地区',
    'regions whose affiliates may use it',
    { codes: regions },
  ),
  'cx:ManagedLegalEntityBpnl': term(
    'ManagedLegalEntityBpnl',
    any,
    '可共用的受管法人',
    'managed legal entities that may use it',
    { pattern: bpnl },
  ),
  'cx:ManagedLegalEntityRegion': term(
    'ManagedLegalEntityRegion',
    any,
    '可共用的受管法人所在地区',
    'regions whose managed legal entities may use it',
    { codes: regions },
  ),
  'cx:DataFrequency': term(
    'DataFrequency',
    eq,
    '提供频次',
    'frequency of provision',
    codes('dataFrequency.once', 'dataFrequency.unlimited'),
  ),
  'cx:VersionChanges': term(
    'VersionChanges',
    eq,
    '版本变化的适用',
    'versions that are covered',
    codes('versionChanges.minor', 'versionChanges.major'),
  ),
  'cx:ContractTermination': term(
    'ContractTermination',
    eq,
    '合同终止后的数据处理',
    'data after the end of the contract',
    codes('data.deletion', 'data.keeping'),
  ),
  'cx:ConfidentialInformationMeasures': term(
    'ConfidentialInformationMeasures',
    eq,
    '保密措施',
    'measures for confidentiality',
    codes('confidentiality.measures'),
  ),
  'cx:ConfidentialInformationSharing': term(
    'ConfidentialInformationSharing',
    any,
    '保密信息的共享范围',
    'sharing of confidential information',
    codes('sharing.affiliates', 'sharing.managedLegalEntity'),
  ),
  'cx:ExclusiveUsage': term(
    'ExclusiveUsage',
    eq,
    '独占使用',
    'exclusive usage',
    codes('exclusiveUsage.dataConsumer'),
  ),
  'cx:UsageRestriction': term(
    'UsageRestriction',
    all,
    '使用限制',
    'usage restrictions',
    codes(...restrictions),
  ),
  'cx:Warranty': term(
    'Warranty',
    eq,
    '质量保证',
    'warranty',
    codes('warranty.none', 'warranty.contractReference', 'warranty.dataQualityIssues'),
  ),
  'cx:WarrantyDefinition': term(
    'WarrantyDefinition',
    eq,
    '保证期定义',
    'definition of the warranty period',
    codes('warranty.contractEndDate'),
  ),
  'cx:WarrantyDurationMonths': term(
    'WarrantyDurationMonths',
    eq,
    '保证期（月）',
    'months of warranty',
    { type: 'count' },
  ),
  'cx:Liability': term(
    'Liability',
    eq,
    '责任',
    'liability',
    codes('grossNegligence', 'slightNegligence'),
  ),
  'cx:JurisdictionLocation': term('JurisdictionLocation', eq, '管辖地', 'place of jurisdiction'),
  'cx:JurisdictionLocationReference': term(
    'JurisdictionLocationReference',
    eq,
    '管辖地的确定依据',
    'what the place of jurisdiction follows',
    codes('location.dataConsumer', 'location.contractReference'),
  ),
  'cx:Precedence': term(
    'Precedence',
    eq,
    '约定冲突时的优先顺序',
    'which contract takes precedence',
    codes('precedence.contractReference', 'precedence.rcAgreement'),
  ),
  'cx:DataUsageEndDate': term('DataUsageEndDate', eq, '使用截止时刻', 'end of usage', {
    ...enforced,
    ...{ type: 'instant', ends: 'at' },
  }),
  'cx:DataUsageEndDefinition': term(
    'DataUsageEndDefinition',
    eq,
    '使用期限的定义',
    'definition of the end of usage',
    codes('dataUsageEnd.unlimited'),
  ),
  'cx:DataUsageEndDurationDays': term('DataUsageEndDurationDays', eq, '使用天数', 'days of usage', {
    ...enforced,
    ...{ type: 'count', ends: 'days-after-signature' },
  }),
  'cx:DataProvisioningEndDate': term(
    'DataProvisioningEndDate',
    eq,
    '提供截止时刻',
    'end of provision',
    { ...enforced, type: 'instant', ends: 'at' },
  ),
  'cx:DataProvisioningEndDurationDays': term(
    'DataProvisioningEndDurationDays',
    eq,
    '提供天数',
    'days of provision',
    { ...enforced, type: 'count', ends: 'days-after-signature' },
  ),
}
