/** Words of residents' cards. */
import { words } from '../../../../platform/pure/words.ts'

export const codeWords = words({
  print: ['打印居民码', 'Print resident codes'],
  none: ['这里没有登记的人', 'Nobody is registered here'],
  codeOf: ['{name}的居民码', 'Code of {name}'],
  show: ['采样时出示，一人一码', 'Show it when tested; one person, one code'],
  foot: [
    '{from} 至 {to} · 第 {sheet}/{of} 张 · {name} 于 {when} 打印 · 交到本人手中，余下的销毁',
    '{from} to {to} · sheet {sheet} of {of} · printed by {name} at {when} · hand to each person, destroy what is left',
  ],
})
