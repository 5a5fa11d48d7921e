/** Words of self-tests that more than one screen shows. */
import { words } from '../../platform/pure/words.ts'

export const selftestWords = words({
  collections: ['抗原自测', 'Self-tests'],
  due: ['应报', 'Asked'],
  reported: ['已报', 'Reported'],
  missing: ['未报', 'Not yet'],
  negative: ['阴性', 'Negative'],
  positive: ['阳性', 'Positive'],
  invalid: ['无效', 'Invalid'],
  unasked: ['名单外', 'Not asked'],
  once: ['只报一次，{from} 至 {to}', 'once, {from} to {to}'],
  daily: ['每天一次，{from} 至 {to}', 'once a day, {from} to {to}'],
  onceDay: ['只报一次，{from} 当天', 'once, on {from}'],
  everybody: ['全体居民', 'Everybody'],
  noDiagnosis: [
    '自测阳性不是诊断：请其做核酸复核，由医疗卫生机构判断。系统不因此作任何限制。',
    'A positive self-test is no diagnosis: ask for a PCR test; the medical body decides. The system restricts nobody because of it.',
  ],
})
