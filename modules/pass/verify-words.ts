/** Words of verifying, the same at the desk and on the phone. */
import { words } from '../../platform/pure/words.ts'

export const verifyWords = words({
  phone: ['电话', 'Phone'],
  findings: ['核对', 'Findings'],
  looked: ['核验时看过', 'Looked into when verified'],
  toLook: ['看过的请勾选', 'Tick what you looked into'],
  lookFirst: ['每一项都看过再核验', 'Look into each of them first'],
  inRegister: ['底册', 'Register'],
  verifyIssue: ['核验并发证', 'Verify and issue'],
  verifyOnly: ['只核验', 'Verify'],
  issue: ['发证', 'Issue'],
  decline: ['不予办理', 'Decline'],
  declineHint: [
    '须有生效的措施；写明理由，本人会收到通知并可申诉',
    'Only under a measure; the person is told why and can appeal',
  ],
  reason: ['理由', 'Reason'],
  text: ['告知本人的话', 'What the person is told'],
  how: ['如何核验', 'How it was checked'],
  door: ['对应的户', 'Dwelling'],
  objectionsTitle: ['异议', 'Objections'],
  settle: ['已核实', 'Looked into'],
  document2: ['证件', 'Document'],
  said: ['自述住址', 'Said to live at'],
  askedAt: ['申请时间', 'Asked at'],
  via: ['来源', 'By'],
  card: ['要纸质卡', 'Wants a card'],
  noApplications: ['没有待核验的申请', 'Nothing to verify'],
})
