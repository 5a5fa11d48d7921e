/** Who is missing, as SQL: filters, and two orders that both page by keyset, so that page a thousand costs what page one does. */
import { atDepth, depthOf, rangeBelow } from '../../../platform/pure/area.ts'
import { foldName } from '../../../platform/pure/fullwidth.ts'
import type { ParsedInputOf } from '../../../platform/pure/contract.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { depthOfKind } from '../../register/model.ts'
import { readSearch } from '../../register/search.ts'
import type { Parameters } from '../../../platform/server/database/parameters.ts'
import type { testing } from '../contract.ts'
import { holdBack, REST } from '../call-order.ts'
import { type CallFacts, type Habit, minutesUntilCall } from '../call-time.ts'

type Input = ParsedInputOf<(typeof testing)['operations']['missing']>
export type MissingFilter = Pick<Input, 'roundId' | 'text' | 'groups' | 'outcome' | 'order'> & {
  readonly under: string
}

/**
 * @param page a page cut by the index of doors; without one, all of the missing. Somebody who left the register a moment ago
 * has no name any more: kept in a page, so that it is known to be full, and left out otherwise.
 */
export const missingFrom = (page?: string): string => `FROM ${page ?? 'testing.missing'} m
  ${page ? 'LEFT ' : ''}JOIN register.public_resident p ON p.street_id = m.street_id AND p.id = m.resident_id
  LEFT JOIN register.area a ON a.street_id = m.street_id AND a.path = m.path
  LEFT JOIN LATERAL (
    SELECT count(*)::integer AS tries, (array_agg(t.outcome ORDER BY t.at DESC, t.id DESC))[1] AS last_outcome, max(t.at) AS last_at
    FROM testing.contact_try t WHERE t.street_id = m.street_id AND t.round_id = m.round_id AND t.resident_id = m.resident_id
  ) c ON true`

/** Doors begin with the unit's path, so an area at or above a unit is a range of them. */
export function missingWhere(streetId: string, filter: MissingFilter, p: Parameters): string {
  const unit = depthOfKind('unit')
  const deep = depthOf(filter.under) > unit
  const doors = rangeBelow(deep ? atDepth(filter.under, unit) : filter.under)
  const terms = [
    `m.street_id = ${p.add(streetId)}`,
    `m.round_id = ${p.add(filter.roundId)}`,
    `m.door >= ${p.add(doors.from)}`,
    `m.door < ${p.add(doors.to)}`,
  ]
  if (deep) {
    const { from, to } = rangeBelow(filter.under)
    terms.push(`m.path >= ${p.add(from)}`, `m.path < ${p.add(to)}`)
  }
  if (filter.groups?.length) terms.push(`p.groups && ${p.add(filter.groups)}::text[]`)
  if (filter.outcome?.length) {
    const outcomes = filter.outcome.filter((o) => o !== 'not-tried')
    const untried = outcomes.length < filter.outcome.length ? 'c.tries = 0 OR ' : ''
    terms.push(`(${untried}c.last_outcome = ANY (${p.add(outcomes)}::text[]))`)
  }
  terms.push(...textTerms(filter.text, p))
  return terms.join(' AND ')
}

/** The same reading of what is typed as in the register's own search, of a person `p` at an area `a`. */
export function textTerms(text: string | undefined, p: Parameters): string[] {
  const search = readSearch(text)
  switch (search.by) {
    case 'name':
      return [
        `starts_with(p.name_key, ${p.add(
          foldName(search.text)
            .replace(/[\s·.\-']/gu, '')
            .toLowerCase(),
        )})`,
      ]
    case 'pinyin':
    case 'initials': {
      const typed = p.add(search.text)
      return [`(starts_with(p.pinyin, ${typed}) OR starts_with(p.initials, ${typed}))`]
    }
    case 'phone-tail':
      return [`p.phone_tail = ${p.add(search.text)}`]
    case 'phone':
      return [`p.phone_tail = ${p.add(search.text.slice(-4))}`]
    case 'id-number':
      return [
        `right(p.id_masked, 2) = ${p.add(search.text.slice(-2))} AND left(p.id_masked, 3) = ${p.add(search.text.slice(0, 3))}`,
      ]
    case 'address':
      return [`a.address_key LIKE ${p.add(`${search.pattern}%`)}`]
    case 'all':
      return []
    case 'too-short':
      return ['false']
  }
}

const TYPICAL: Readonly<Record<Exclude<Habit, 'weekend'>, CallFacts>> = {
  child: { work: 'school', age: 10 },
  old: { work: 'retired', age: 80 },
  courier: { work: 'day', age: 30, groups: ['courier'] },
  market: { work: 'day', age: 30, groups: ['market'] },
  student: { work: 'school', age: 18 },
  day: { work: 'day', age: 30 },
  shift: { work: 'shift', age: 30 },
  retired: { work: 'retired', age: 65 },
  home: { work: 'home', age: 30 },
}

/** call-order.ts for every row at once, of a person `p` with tries `c`: the wait of each habit is asked of the rule, only whose habit is whose is said in SQL. */
export function callRankSql(now: number, p: Parameters): string {
  const wait = (habit: keyof typeof TYPICAL): number => minutesUntilCall(TYPICAL[habit], now)
  const today = `${p.add(shanghaiDay(now))}::date`
  const answered = holdBack({ phone: true, lastOutcome: 'refused', lastTryAt: null }, now)
  const resting = holdBack({ phone: true, lastOutcome: 'no-answer', lastTryAt: now }, now)
  const noPhone = holdBack({ phone: false, lastOutcome: null, lastTryAt: null }, now)
  return `(CASE WHEN p.birth_date > ${today} - interval '16 years' THEN ${wait('child')}
      WHEN p.birth_date <= ${today} - interval '75 years' THEN ${wait('old')}
      WHEN 'courier' = ANY (p.groups) THEN ${wait('courier')} WHEN 'market' = ANY (p.groups) THEN ${wait('market')}
      WHEN p.work = 'school' THEN ${wait('student')} WHEN p.work = 'day' THEN ${wait('day')} WHEN p.work = 'shift' THEN ${wait('shift')}
      WHEN p.work = 'retired' THEN ${wait('retired')} ELSE ${wait('home')} END
    + CASE WHEN p.phone_masked IS NULL THEN ${noPhone} WHEN c.last_outcome <> 'no-answer' THEN ${answered}
      WHEN c.last_at > ${p.add(new Date(now - REST))} THEN ${resting} ELSE 0 END)`
}
