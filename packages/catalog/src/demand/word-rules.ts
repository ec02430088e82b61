import type { DeliveryMode, Use } from '@lianshu/protocol/odrl'

/** Words that say a value of a constraint. */
export interface WordRule<Value> {
  readonly value: Value
  readonly pattern: RegExp
}

/** How the seeker can work with the data. A plant that keeps its data can federate or open a sandbox. */
export const deliveryRules: readonly WordRule<readonly DeliveryMode[]>[] = [
  { value: ['federated'], pattern: /联邦|federated|federation/i },
  { value: ['sandbox'], pattern: /沙箱|沙盒|sandbox/i },
  { value: ['api'], pattern: /接口调用|\bAPI\b/i },
  { value: ['download'], pattern: /下载|拷贝|download|copied to|copy to|copies of the data/i },
  {
    value: ['federated', 'sandbox'],
    pattern:
      /不出(?:对方)?(?:厂|域|库|园区|企业|本地)|进场|驻场|(?:provider|owner|supplier)(?:'s|s')? (?:environment|premises|site)|stays? (?:on[- ]site|in place|where it is|at the)/i,
  },
]

/** Uses beyond the basic one. */
export const useRules: readonly WordRule<Use>[] = [
  {
    value: 'commercial-model-use',
    pattern:
      /商用|商业化|商业使用|出售|售卖|销售|卖给|随.{0,6}(?:出货|交付)|commercial|\bsell\b|\bsold\b|for sale|\bship(?:ped)? (?:with|in)\b/i,
  },
  {
    value: 'redistribute-derivative',
    pattern:
      /(?:公开|发布|再分发|转发|共享)(?:派生|衍生|结果|特征|模型)|(?:派生|衍生).{0,4}(?:公开|发布|分发)|publish(?:ing)? (?:the |derived |any )?(?:derived|derivatives?|features|weights)|redistribut/i,
  },
  { value: 'export-raw', pattern: /导出原始|原始数据导出|export (?:of )?(?:the )?raw/i },
]

const learning =
  /训练|建模|模型|识别|预测|预报|预警|检测|诊断|分割|判级|定位|软测量|量测|train|learn|model|predict|forecast|detect|classif|warning|recogni/i
const evaluating =
  /只(?:做|用于)?评[测估]|仅(?:做|用于)?评[测估]|基准测试|benchmark(?:ing)? only|evaluat(?:e|ion) only|only (?:to )?evaluat/i
const analyzing =
  /统计|核算|报表|分析报告|因子|查询|对标|declaration|\bfactors?\b|report|statistic|analy[sz]e|look ?up|calculat/i

/** What the data is wanted for when nothing more is said: most seekers train. */
export function basicUse(text: string): Use {
  if (evaluating.test(text)) return 'evaluate'
  return analyzing.test(text) && !learning.test(text) ? 'analyze' : 'train'
}

/** Kinds of data by the words that people use for them. */
export const modalityRules: readonly WordRule<string>[] = [
  {
    value: 'image',
    pattern: /图像|图片|照片|影像|实拍|彩色图|原图|\bimages?\b|photos?\b|photograph|picture/i,
  },
  { value: 'video', pattern: /视频|录像|\bvideo/i },
  { value: 'audio', pattern: /声音|音频|录音|麦克风|异响|\baudio|\bsound|microphone/i },
  { value: 'text', pattern: /文本|语料|文档|记录和规程|\btexts?\b|corpus|documents?\b/i },
  {
    value: 'timeseries',
    pattern:
      /时序|时间序列|波形|信号|传感器|振动|time[- ]series|\bsignals?\b|waveform|vibration|sensor (?:streams?|traces?)/i,
  },
  {
    value: 'table',
    pattern:
      /表格|结构化表|结构化数据|数据表|报表数据|\btabular\b|\btables?\b|\bcsv\b|spreadsheet/i,
  },
]

export const localRegion =
  /境内|国内|(?:不|不得|不能|禁止)出境|中国大陆|mainland|within china|in china|domestic(?:ally)?\b/i
export const abroad =
  /(?:境外|海外|国外|出口)(?:使用|可用|客户|工厂|服务器)|(?:需|要|可以?|允许)(?:数据)?(?:出境|跨境)|abroad|overseas|cross[- ]border|outside (?:of )?china|servers? in (?!china)[A-Z]/i
export const generalOnly =
  /(?:只|仅)(?:允许|限|接受|用|要)?一般(?:级)?数据|(?:不得|不|不能|避免)(?:涉及|碰|含|包含|接受|使用)重要数据|general[- ]level|no important data|only general/i
export const labelled =
  /标注|标签|带框|已标|labell?ed|labels?\b|annotat|ground truth|with truth|\btruth\b|(?:mode|cause) known/i
/** Tasks that need labels to learn from, when none were asked for in so many words. */
export const supervised =
  /识别|检测|分割|判级|分类|诊断|判断|detect|classif|recogni|segment|diagnos|identify|faults?\b/i
export const realOnly =
  /不(?:要|接受|使用|收)(?:生成|合成|仿真|模拟)|(?:只要|必须|仅限?)(?:是)?.{0,4}(?:实拍|真实|实采)|非合成|no (?:synthetic|generated|simulated)|real (?:data|images?|photos?) only|not synthetic/i
export const noPersons =
  /(?:不|无|没有|不得)(?:含|涉及|包含|要)?(?:任何)?个人(?:信息|数据)|no (?:[a-z]+ (?:[a-z]+ )?or )?personal|without personal|free of personal/i

/** A task named outright; wishes to predict are left to ranking. */
export const taskRules: readonly WordRule<string>[] = [
  {
    value: 'regression',
    pattern: /回归(?:任务|模型|预测)?|regression|软测量|剩余寿命|remaining useful life/i,
  },
  { value: 'multiclass', pattern: /多分类|多类别|multi-?class/i },
  {
    value: 'binary',
    pattern:
      /二分类|是否(?:会)?(?:发生)?故障|故障预测|失效预测|binary|failure prediction|predict(?:ing)? (?:machine |equipment )?failures?/i,
  },
]
