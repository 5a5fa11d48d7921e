/** What can go wrong with passes. */
import { defineProblems } from '../../platform/pure/problem.ts'

export const problems = defineProblems('pass', {
  keyLost: [
    409,
    '签名密钥不可用（安装密钥可能已更换），请街道管理员在“签名密钥”页更换密钥',
    'No signing key can be used (the installation’s secret may have changed); an officer renews it on the page of signing keys',
  ],
  hasPass: [409, '此人已有有效的出入证，一人一证', 'This person holds a valid pass already: one person, one pass'],
  hasAsked: [
    409,
    '此人的申请正在办理，无需重复提交',
    'An application of this person is under way; nothing more to send',
  ],
  noMeasure: [
    409,
    '此区域没有生效或即将生效的门岗管控措施，无需也不能办证、拒绝或吊销',
    'No measure at the gates is in force or ahead here: nothing is to be issued, declined or revoked',
  ],
  kindNotIssued: [422, '按现行措施，这一类出入证不办理', 'The measure in force issues no pass of this kind'],
  samePerson: [
    409,
    '起草人不能自己确认，须另一名工作人员确认',
    'Whoever drafted it cannot confirm it; a second person must',
  ],
  badTerm: [
    422,
    '期限不对：结束须晚于开始，且不超过 {days} 天；延长须由决定机关重新决定',
    'The term is not right: the end must be after the start and at most {days} days later; an extension is a new decision',
  ],
  overlaps: [
    409,
    '同一区域这段时间已有生效的措施，延长须自其结束时起',
    'A measure is in force in this area at that time; an extension begins at its end',
  ],
  badScope: [422, '通行范围须在您负责的范围内', 'The gates it opens must lie in the area you answer for'],
  lookFirst: [
    409,
    '还有需要看过的情况没有勾选（可能刚有新的情况），请看过再核验',
    'Something still asks for a look (it may be new); look into it and tick it first',
  ],
  notNow: [409, '这份申请已不在这一步，请刷新', 'This application is no longer at this step; refresh'],
  ended: [409, '这张证已经失效', 'This pass has ended already'],
  noSuchLink: [
    404,
    '链接无效或已停用，请向社区索要新的',
    'The link is not valid or no longer in use; ask the community for a new one',
  ],
  notByThisLink: [403, '这个链接不能为此人申请', 'This link cannot be used to ask for this person'],
  tooMany: [429, '提交过于频繁，请 {minutes} 分钟后再试', 'Too many were sent; try again in {minutes} minutes'],
  badIdNumber: [422, '证件号码不正确，请核对', 'The document’s number is not right; please check it'],
  badPhone: [422, '电话号码不正确，请核对', 'The phone number is not right; please check it'],
  measureOpen: [
    409,
    '还有 {count} 项门岗管控措施未解除，请先登记解除',
    '{count} measures at gates are not released yet; record their release first',
  ],
  badKeyTime: [422, '启用时间须在 1–72 小时之后', 'First use must be 1 to 72 hours ahead'],
  tooManyCards: [422, '一次最多打印 {most} 张', 'At most {most} cards are printed at a time'],
  tooFew: [409, '没有可抽查的证', 'There is no pass to draw from'],
})
