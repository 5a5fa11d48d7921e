/** Numbers and moments as a person of either language reads them; moments always in Shanghai. */
import { shanghaiClock, shanghaiDay, shanghaiMinute } from '../../pure/time.ts'
import { type Lang, say, words } from '../../pure/words.ts'

const grouped = { zh: new Intl.NumberFormat('zh-CN'), en: new Intl.NumberFormat('en-GB') } as const

const ago = words({
  now: ['刚刚', 'just now'],
  minutes: ['{n} 分钟前', '{n} min ago'],
  today: ['今天 {clock}', 'today {clock}'],
  yesterday: ['昨天 {clock}', 'yesterday {clock}'],
})

/** `6,531` */
export const count = (n: number, lang: Lang = 'zh'): string => grouped[lang].format(n)

/** `93.4%`; never 100 % while one is missing, never 0 % while one is there. */
export function share(part: number, whole: number): string {
  if (whole <= 0) return '–'
  const exact = (part / whole) * 100
  if (part >= whole) return '100%'
  if (part > 0 && exact < 0.1) return '<0.1%'
  return `${Math.min(99.9, Math.floor(exact * 10) / 10).toFixed(1)}%`
}

/** `just now`, `12 min ago`, `today 14:07`, `yesterday 23:10`, else the date and clock. */
export function sinceWords(moment: string, now: number, lang: Lang): string {
  const minutes = Math.floor((now - Date.parse(moment)) / 60_000)
  if (minutes < 1) return say(ago.now, lang)
  if (minutes < 60) return say(ago.minutes, lang, { n: minutes })
  const clock = shanghaiClock(moment)
  if (shanghaiDay(moment) === shanghaiDay(now)) return say(ago.today, lang, { clock })
  if (shanghaiDay(moment) === shanghaiDay(now - 86_400_000)) return say(ago.yesterday, lang, { clock })
  return shanghaiMinute(moment)
}

/** `1.4 MB` */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(0)} KB`
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`
}
