/** How laboratories write an outcome. What is not clear is asked about, never guessed: a lone + or - may be a result or a dash. */
import { foldTight } from '../../platform/pure/fullwidth.ts'
import { codeOf, type Vocabulary, vocabulary } from '../../platform/pure/list-vocabulary.ts'

type Written = 'negative' | 'positive' | 'recheck' | 'invalid'

export const outcomeVocabulary: Vocabulary<Written> = vocabulary<Written>({
  negative: '阴性 阴 核酸阴性 混检阴性 混管阴性 单检阴性 未检出 未检测到 neg nd notdetected',
  positive: '阳性 阳 核酸阳性 混检阳性 混管阳性 混阳 单检阳性 检出 检出阳性 pos detected',
  recheck:
    '待复查 复查 待复检 复检 待复核 复核 待复测 可疑 可疑阳性 灰区 待定 不确定 疑似 疑似阳性 初筛阳性 单靶标阳性 单基因阳性 inconclusive suspicious retest',
  invalid:
    '无效 样本无效 标本无效 结果无效 不合格 样本不合格 标本不合格 样本量不足 标本量不足 空管 破损 渗漏 溢洒 内参异常 内参未起 rejected insufficient',
})

const RECHECK = /复[查检核测]|可疑|灰区|待定|不确定|疑似|单[靶基][标因]?|初筛阳/u
const INVALID = /无效|不合格|不足|空管|破损|渗漏|溢洒|内参/u
const NEGATIVE = /阴性|未检出|未检测到|negative|notdetected/u
const POSITIVE = /阳性|(?<!未)检出|positive|(?<!not)detected/u

export type OutcomeReading =
  | { outcome: Written; exact: boolean }
  | { unclear: 'no-outcome' | 'lone-sign' | 'unknown-outcome' | 'two-outcomes' }

/** A cell of the result column. `exact`: a writing of the catalogue; otherwise it was found inside a longer text. */
export const readOutcome = (text: string): OutcomeReading => {
  const folded = foldTight(text).toLowerCase()
  if (folded === '') return { unclear: 'no-outcome' }
  if (/^[(]?[+＋-]+[)]?$|^[—–]+$/u.test(folded)) return { unclear: 'lone-sign' }
  const exact = codeOf(outcomeVocabulary, text)
  if (exact !== undefined) return { outcome: exact, exact: true }
  if (RECHECK.test(folded)) return { outcome: 'recheck', exact: false }
  if (INVALID.test(folded)) return { outcome: 'invalid', exact: false }
  const [negative, positive] = [NEGATIVE.test(folded) && !/[非不]阴/u.test(folded), POSITIVE.test(folded)]
  if (negative && positive) return { unclear: 'two-outcomes' }
  if (negative) return { outcome: 'negative', exact: false }
  return positive ? { outcome: 'positive', exact: false } : { unclear: 'unknown-outcome' }
}
