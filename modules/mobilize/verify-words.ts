/** Where a transcript was altered and what was found there, for the command and for the page that needs no network. */
import { words } from '../../platform/pure/words.ts'

export const placeWords = words({
  file: ['文件', 'the file'],
  order: ['要求', 'the order'],
  policy: ['政策', 'the policy'],
  quotas: ['名额', 'the quotas'],
  roster: ['名册', 'the roster'],
  panels: ['编号名单组', 'the numbered panels'],
  chances: ['机会', 'the chances'],
  commitments: ['事先承诺', 'the commitments'],
  published: ['公布的指纹', 'the published digest'],
  reveals: ['公开的数值', 'the revealed values'],
  beacon: ['公共随机数', 'the public beacon'],
  seed: ['种子', 'the seed'],
  panel: ['抽中的组号', 'the panel drawn'],
  drawn: ['抽中的人', 'who was drawn'],
})

export const unprovedWords = words({
  never: [
    '文件没有证明：列为不可能抽中的人确实放不进任何一组',
    'The file does not prove that those it leaves out fit no panel',
  ],
  bands: [
    '文件没有证明：近期上过岗的人已抽到最少',
    'The file does not prove that as few as can be are drawn of those who served lately',
  ],
})

export const findings = words({
  never: ['列为不可能抽中的人其实在某些组里', 'People said to fit no panel are in some'],
  bands: [
    '近期上岗各档的人数上限与政策不符',
    'The limits on those who served lately are not those that the policy asks for',
  ],
  shape: ['不是完整的抽签记录：{path}', 'Not a whole transcript: {path}'],
  digest: ['内容与公布的指纹不符', 'What it says does not have the digest that was published'],
  published: ['总指纹与各部分的指纹不符', 'The digest of all does not follow from those of the parts'],
  posted: ['与抽签前公布的指纹不同', 'It is not the digest that was posted before the draw'],
  noQuotas: ['按这份政策排不出名额', 'No quotas follow from this policy'],
  quota: [
    '{department}的名额应为 {quota}，计算过程也应相符',
    '{department}: the quota should be {quota}, with its working',
  ],
  size: [
    '第 {type} 类（{department}）记有 {size} 人，实有 {count} 人',
    'Type {type} ({department}) should have {size} people and has {count}',
  ],
  weight: [
    '第 {type} 类（{department}）的权重应为 {weight}',
    'Type {type} ({department}): the weight should be {weight}',
  ],
  disorder: [
    '第 {type} 类（{department}）第 {person} 人顺序不对',
    'Type {type} ({department}): person {person} is out of order',
  ],
  twice: ['第 {type} 类（{department}）有人重复出现', 'Type {type} ({department}): somebody is there twice'],
  eligible: [
    '{department}可抽 {eligible} 人，名册上有 {count} 人',
    '{department}: {eligible} may be drawn, the roster has {count}',
  ],
  panelCount: ['有 {count} 组，政策规定 {panels} 组', 'There are {count} panels; the policy says {panels}'],
  noKind: ['第 {panel} 组没有内容', 'Panel {panel} is empty'],
  breaksRule: ['第 {panel} 组不合规定：{row}', 'Panel {panel} breaks a rule: {row}'],
  lowest: ['最小机会应为 {lowest}', 'The smallest chance should be {lowest}'],
  bound: ['最小机会的上限没有得到证明', 'The bound on the smallest chance is not proved'],
  loss: ['取整损失应为 {loss}', 'The loss by rounding should be {loss}'],
  exact: ['取整前的最小机会不可能是这个数', 'The smallest chance before rounding cannot be this'],
  notRevealed: ['“{by}”承诺过，却没有公开数值', '“{by}” committed to a value that is not revealed'],
  revealed: ['“{by}”公开的数值或随机码与事先承诺不符', 'The value or nonce of “{by}” is not what was committed to'],
  uncommitted: ['“{by}”没有事先承诺', '“{by}” had not committed to a value'],
  sameOfficial: ['同一人承诺了两次', 'One official committed twice'],
  beaconMissing: [
    '公告说必须用第 {round} 期公共随机数，却没有用',
    'The draft says that round {round} must be in the seed; it is not',
  ],
  beaconUndecided: [
    '公告说要用第 {round} 期公共随机数；没有用，也没有写明是谁决定的',
    'The draft promises round {round}; it is not there, and nobody stands for drawing without it',
  ],
  beaconRound: [
    '用的不是公告说的第 {round} 期公共随机数',
    'The value is not of round {round}, which the draft promised',
  ],
  beaconValue: ['公共随机数与它的签名不符', 'The beacon’s value does not follow from its signature'],
  beaconSignature: [
    '公共随机数的签名不是公告所列密钥签的',
    'The beacon’s signature is not of the key that the draft names',
  ],
  noChance: ['没有任何随机来源', 'There is no source of chance at all'],
  seed: ['不是由公布的指纹和公开的数值得出的', 'It does not follow from the published digest and the revealed values'],
  panel: ['由种子得出的是第 {panel} 组', 'The seed gives panel {panel}'],
  drawnCount: ['写有 {drawn} 人，应为 {count} 人', '{drawn} people are named; it should be {count}'],
  notDrawn: [
    '第 {person} 人（{id}）没有被抽中，或随机码被换过',
    'Person {person} ({id}) was not drawn, or the nonce was swapped',
  ],
  leftOut: ['抽中的第 {person} 人被漏掉', 'Person {person} of those drawn is left out'],
  drawnOrder: ['抽中者的顺序被改动', 'The order of those drawn was changed'],
})
