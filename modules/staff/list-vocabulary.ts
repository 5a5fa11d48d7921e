/** How offices write what the roster keeps as codes. */
import { vocabulary } from '../../platform/pure/list-vocabulary.ts'
import { vocabularies as ofRegister } from '../register/import-vocabulary.ts'
import type { ExemptionKind, PersonState } from './model.ts'

const PARTY: Readonly<Record<'yes' | 'no', string>> = {
  yes: '党员 中共党员 预备党员 中共预备党员 正式党员 共产党员 是 √ y 1',
  no: '群众 团员 共青团员 民主党派 无党派 无党派人士 非党员 民盟 民建 民进 九三学社 农工党 否 × x n 0',
}

const EXEMPT: Readonly<Record<ExemptionKind, string>> = {
  pregnant: '孕期 怀孕 孕妇 哺乳期 孕期哺乳期 孕期、哺乳期 产假 备孕 二孩孕期',
  ill: '患病 生病 病假 住院 术后 手术 身体原因 慢性病 重病 患病、术后 因病',
  carer: '照护家人 照顾家人 照顾老人 照顾小孩 照顾孩子 陪护 家庭原因 家有病人 独自带娃 单亲',
  leave: '休假 年假 请假 事假 外出 出差 在外 婚假 丧假 借调外出 挂职 学习培训 休假、外出',
  'key-post': '关键岗位 重点岗位 值班岗位 保供 专班 不可替代 应急值守 业务骨干',
  other: '其他 其它 其他原因 特殊情况',
}

const STATES: Readonly<Record<PersonState, string>> = {
  'in-service': '在职 在岗 在编 在编在岗 正式 借调 聘用 编外 合同制 公务员 事业编 是 正常',
  left: '离职 已离职 退休 已退休 调出 调离 已调出 调走 辞职 辞退 离开 已离开 不在职 否',
}

export const vocabularies = {
  sex: ofRegister.sex,
  partyMember: vocabulary(PARTY),
  exemptKind: vocabulary(EXEMPT),
  state: vocabulary(STATES),
} as const
