/** What can be wrong with a line of a lab's file, in words that say what to do. A fault keeps the line out; a remark only tells. */
import { type IdentityProblem, identityProblems } from '../../platform/pure/identity-number.ts'
import { listFaults, listRemarks, type Noticed, problemSpeaker } from '../../platform/pure/list-problems.ts'
import { words } from '../../platform/pure/words.ts'
import type { FileField } from './model.ts'

const faults = words({
  ...listFaults,
  'no-outcome': ['没有结果', 'There is no result'],
  'lone-sign': [
    '只写了加号或减号，分不清是结果还是空缺，请实验室写明',
    'Only a plus or a minus: it may be a result or a dash; the lab should write it out',
  ],
  'unknown-outcome': [
    '看不懂这个结果，请写阴性、阳性、待复查或无效',
    'The result is not understood; write 阴性, 阳性, 待复查 or 无效',
  ],
  'two-outcomes': ['同一格里既有阴性又有阳性', 'Both negative and positive stand in one cell'],
  'no-subject': [
    '既没有管号也没有证件号码，不知道是谁的结果',
    'Neither tube nor identity number: nobody can tell whose it is',
  ],
  'mangled-code': [
    '管号已被 Excel 当作数字改坏，请实验室把该列设为文本后重新导出',
    'Excel has turned the tube’s code into a rounded figure; the lab should set the column to text and export again',
  ],
  'never-sampled-tube': [
    '本轮没有这支试管：从未采样，不作为结果登记',
    'This round has no such tube: it was never sampled, and no result is recorded',
  ],
  'code-on-several': [
    '本轮有 {n} 支试管是这个管号，分不清是哪一支',
    '{n} tubes of this round carry this code; they cannot be told apart',
  ],
  'nothing-in-tube': [
    '这支试管没有采样记录；如手机尚未上传，上传后再导入一次即可',
    'Nobody is on record in this tube; if a phone has not sent yet, bring the file again afterwards',
  ],
  'never-sampled-person': [
    '此人本轮没有采样记录，不作为结果登记',
    'This person was never sampled in this round, and no result is recorded',
  ],
  'person-not-in-tube': ['此人不在这支试管里', 'This person is not in this tube'],
  'name-not-in-tube': [
    '这支试管里没有这个姓名；请附证件号码',
    'Nobody of this name is in this tube; add the identity number',
  ],
  'person-in-several': [
    '此人本轮采过 {n} 管，请写明管号',
    'This person is in {n} tubes of this round; the tube’s code is needed',
  ],
  'before-sample': ['检测时间早于采样时间', 'Tested before it was sampled'],
  'lines-disagree': ['与第 {row} 行是同一支试管，结果不同', 'The same tube as in row {row}, with another result'],
})

const remarks = words({
  ...listRemarks,
  'outcome-read': ['结果取自一段文字，请核对', 'The result was found inside a longer text; please check'],
  'time-left-out': ['检测时间看不懂，已略过', 'The time of testing was not understood and left out'],
  'by-name': ['只凭姓名核对，没有证件号码', 'Checked by name only, without a number'],
  'not-received': ['没有实验室签收记录', 'Not on record as received by the lab'],
  'too-fast': ['从采样到结果不足 {minutes} 分钟', 'Less than {minutes} minutes from the swab to the result'],
  'still-filling': ['试管还没有封管', 'The tube is not closed yet'],
  'other-outcome': ['{why}', '{why}'],
  'after-recheck': ['{why}', '{why}'],
  'same-result': ['与现有结果相同', 'The same as on record'],
  'part-of-row': ['与第 {row} 行同一支试管、同一结果', 'Same tube and result as row {row}'],
  'nothing-said': ['空行', 'An empty line'],
})

export type LineFault = keyof typeof faults | IdentityProblem
export type LineRemark = keyof typeof remarks
export type NoticedFault = Noticed<FileField, LineFault>
export type NoticedRemark = Noticed<FileField, LineRemark>

/** A fault or remark as it is shown: both languages, parameters filled in. */
export const lineProblemOf = problemSpeaker({ ...identityProblems.words, ...faults, ...remarks })

/** Faults by which a lab states a result for what was never sampled: shown apart, and kept. */
export const NEVER_SAMPLED: readonly string[] = [
  'never-sampled-tube',
  'never-sampled-person',
  'person-not-in-tube',
  'name-not-in-tube',
  'nothing-in-tube',
] satisfies LineFault[]
