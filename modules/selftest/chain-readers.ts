/** How a self-test's result and an address are written in a chain. */
import { foldTight } from '../../platform/pure/fullwidth.ts'
import type { ChainReaders, Found } from '../../platform/pure/chain/model.ts'
import { type AddressParts, addressKey } from '../register/address.ts'
import { findAddress } from '../register/address-in-text.ts'
import type { TestResult } from './model.ts'

const HAN = '\\p{Script=Han}'
// 阴 and 阳 alone are also parts of names (欧阳, 张阳): they count where they stand free, or 阴 at the end of a name.
const FREE_BEFORE = `(?<!${HAN})|(?<=[均都全皆为是果测呈家人口])`
const FREE_AFTER = `(?!${HAN})|(?=已|未|没|有|无|拍|照|结|测)`

const SAID: readonly (readonly [TestResult | null, RegExp])[] = [
  [
    null,
    /(?:不是|并非|非|没有|没|未|不)\s?(?:阳性|阴性|阳|阴)|阴阳不明|未测|没测|没有测|还没[测做]|未做|没做|不测|没试剂|没有试剂|缺试剂|等结果|待测|待定|疑似阳?性?|不确定|稍后(?:测|报|补)|(?<=\s)[-–+](?=\s*$)/u,
  ],
  ['negative', /(?:阴性?|正常)?\(\s?[-–—]\s?\)|转阴性?|阴性/u],
  ['positive', /阳性?\(\s?\+{1,2}\s?\)|\(\s?\+{1,2}\s?\)|转阳性?|弱阳性?|复阳|阳性|阳了|中招了?/u],
  ['positive', /C线?[、和,\s]?T线?(?:都|均)(?:有|显)/iu],
  ['negative', /T线(?:没|不|未|无)(?:有|出|显)?|只有C线|C线(?:有|显示)/iu],
  [
    'invalid',
    /(?:试剂|结果|检测)?(?:无效|失效|作废)|(?:没|不|未)(?:显|出)线|C线(?:没|不|未|无)(?:有|出|显)?|无杠|没有?杠|试剂坏了?/iu,
  ],
  ['positive', /(?:两|二|双|2)\s?(?:条|道)?\s?(?:红)?(?:杠|线)/u],
  ['negative', /(?:一|单|1)\s?(?:条|道)?\s?(?:红)?(?:杠|线)/iu],
  ['negative', /(?<![A-Z])NEG(?:ATIVE)?(?![A-Z])|➖/iu],
  ['positive', /(?<![A-Z])POS(?:ITIVE)?(?![A-Z])|➕/iu],
  ['negative', new RegExp(`(?:${FREE_BEFORE}|(?<=${HAN}{2}))阴(?:${FREE_AFTER})`, 'u')],
  ['positive', new RegExp(`(?:${FREE_BEFORE})阳(?:${FREE_AFTER})`, 'u')],
]

/** The first result said in a line; null as its value where it cannot be counted on. */
export function readResult(text: string): Found<TestResult | null> | null {
  let first: Found<TestResult | null> | null = null
  for (const [value, pattern] of SAID) {
    const found = pattern.exec(text)
    // Of two that begin together the one named first in the list counts: 没阳 before 阳.
    if (found && (first === null || found.index < first.from))
      first = { value, from: found.index, to: found.index + found[0].length }
  }
  return first
}

/** @param compounds names of the compounds around, which tell 张三桃影苑3-2-1201 apart */
export const chainReaders = (compounds: readonly string[] = []): ChainReaders<AddressParts, TestResult> => ({
  address(text) {
    const found = findAddress(text, compounds.map(foldTight))
    return found && { value: { parts: found.parts, key: addressKey(found.parts) }, from: found.from, to: found.to }
  },
  value: readResult,
})
