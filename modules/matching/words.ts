/** Words for what decided about a line. */
import { words } from '../../platform/pure/words.ts'

export const matchingWords = words({
  sure: ['各项一致，没有别人更像', 'The fields agree and nobody else comes near'],
  notSure: ['相像但把握不足', 'Alike, but not surely the same'],
  severalFit: ['不止一人相符，分不出是谁', 'Several people fit equally well'],
  tooUnlikely: ['最接近的人也不像', 'Even the nearest person is unlikely'],
  nobodyNear: ['没有相近的人', 'Nobody comes near'],

  kin: ['同户亲属', 'A relative of the household'],
  twin: ['双胞胎', 'A twin'],
  sameDay: ['同名同日生的人', 'A namesake born on the same day'],
  samePhone: ['同名且用同一电话的人', 'A namesake with the same phone'],
  borrowed: ['借用或错填了证件号码的人', 'Somebody with a borrowed or mistaken number'],

  nameMissing: ['没有姓名，须核对', 'There is no name: please look'],
  nameAlone: ['只有姓名相符，不能认定', 'Only the name agrees, which is not enough'],
  namesakes: ['同名的不止一人，只凭姓名分不出', 'Several have this name, and nothing else tells them apart'],
  numberAlone: ['号码相同而姓名不同，没有别的佐证', 'Same number but another name, and nothing else to go by'],
  nameAgainst: ['姓名不符，须核对', 'The name speaks against it: please look'],
  numbersDiffer: ['两个证件号码都成立但不相同', 'Both identity numbers are valid and differ'],
  otherNumber: ['证件号码成立而不同，是另一个人', 'A valid identity number of its own: somebody else'],
  numberOfAnother: ['证件号码是另一人的', 'The identity number belongs to somebody else'],
  nameOfAnother: ['证件号码与姓名指向不同的人', 'Number and name point to different people'],
})
