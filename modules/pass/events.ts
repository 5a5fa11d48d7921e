/** What may be heard of passes; part of the contract. */
import { z } from 'zod'
import { event } from '../../platform/pure/contract.ts'
import { uuid } from '../../platform/pure/uuid7.ts'

export const events = {
  measureDrafted: event({ words: ['起草门岗管控措施', 'Measure drafted'], data: z.object({ measureId: uuid }) }),
  measureConfirmed: event({ words: ['确认门岗管控措施', 'Measure confirmed'], data: z.object({ measureId: uuid }) }),
  measureDropped: event({ words: ['作废措施草稿', 'Draft dropped'], data: z.object({ measureId: uuid }) }),
  measureReleased: event({ words: ['登记解除措施', 'Release recorded'], data: z.object({ measureId: uuid }) }),
  appealed: event({ words: ['收到申诉', 'Appeal received'], data: z.object({ appealId: uuid, measureId: uuid }) }),
  appealAnswered: event({
    words: ['答复申诉', 'Appeal answered'],
    data: z.object({ appealId: uuid, outcome: z.string() }),
  }),
  asked: event({
    words: ['申请出入证', 'Pass asked for'],
    data: z.object({ applicationId: uuid, via: z.string() }),
  }),
  verified: event({
    words: ['核验出入证申请', 'Application verified'],
    data: z.object({ applicationId: uuid, how: z.string() }),
  }),
  declined: event({
    words: ['不予办理出入证', 'Application declined'],
    data: z.object({ applicationId: uuid, measureId: uuid, reason: z.string() }),
  }),
  withdrawn: event({ words: ['撤回出入证申请', 'Application withdrawn'], data: z.object({ applicationId: uuid }) }),
  objected: event({
    words: ['对申请提出异议', 'Objection raised'],
    data: z.object({ applicationId: uuid, objectionId: uuid }),
  }),
  objectionSettled: event({ words: ['处理异议', 'Objection settled'], data: z.object({ objectionId: uuid }) }),
  issued: event({ words: ['发出入证', 'Pass issued'], data: z.object({ passId: uuid, applicationId: uuid }) }),
  revoked: event({
    words: ['吊销出入证', 'Pass revoked'],
    data: z.object({ passId: uuid, measureId: uuid, reason: z.string() }),
  }),
  replaced: event({ words: ['换发出入证', 'Pass replaced'], data: z.object({ passId: uuid, by: uuid }) }),
  surrendered: event({ words: ['交还出入证', 'Pass surrendered'], data: z.object({ passId: uuid }) }),
  linkGiven: event({
    words: ['给出手机码链接', 'Link of a phone code handed out'],
    data: z.object({ passId: uuid }),
  }),
  cardsPrinted: event({ words: ['打印出入证卡片', 'Cards printed'], data: z.object({ cards: z.int() }) }),
  listPrinted: event({ words: ['打印门岗名单', 'List for a gate printed'], data: z.object({ passes: z.int() }) }),
  doorOpened: event({ words: ['开设办证入口', 'Door opened'], data: z.object({ linkId: uuid, who: z.string() }) }),
  doorShown: event({ words: ['再次打印办证入口', 'Door printed again'], data: z.object({ linkId: uuid }) }),
  doorClosed: event({ words: ['停用办证入口', 'Door closed'], data: z.object({ linkId: uuid }) }),
  slipsPrinted: event({ words: ['打印住户办证单', 'Household slips printed'], data: z.object({ slips: z.int() }) }),
  keyRenewed: event({ words: ['更换签名密钥', 'Signing key renewed'], data: z.object({ keyId: z.string() }) }),
  keyLeaked: event({ words: ['标记密钥泄露', 'Signing key leaked'], data: z.object({ keyId: z.string() }) }),
  samplesDrawn: event({ words: ['抽查出入证', 'Samples drawn'], data: z.object({ drawId: uuid, size: z.int() }) }),
  sampleChecked: event({
    words: ['登记抽查结果', 'Sample checked'],
    data: z.object({ sampleId: uuid, outcome: z.string() }),
  }),
}
