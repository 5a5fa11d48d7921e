/** What a notice says. To a group: counts of departments and where to look, no name and nothing of anybody's. To a person: their own link. */
import { shanghaiClock, shanghaiDay } from '../../platform/pure/time.ts'
import { say, words } from '../../platform/pure/words.ts'

const texts = words({
  group: [
    '【抽调】{name}\n{when} 前到{place}集结，这一批 {people} 人。\n各部门：{departments}\n被叫到的同志会收到个人链接或电话，请尽快答复；其他人不必转发。',
    '[Call-up] {name}\nMuster at {place} by {when}; {people} people in this wave.\nDepartments: {departments}\nWhoever is called gets a link or a phone call: please answer soon; nobody else need pass this on.',
  ],
  person: [
    '【抽调】{name}：请于 {when} 前到{place}集结。能否前来，请点开本人链接答复：{link}',
    '[Call-up] {name}: please come to {place} by {when}. Open your own link to answer: {link}',
  ],
  department: ['{department} {count} 人', '{department} {count}'],
})

interface About {
  readonly name: string
  readonly place: string
  /** ISO. */
  readonly musterAt: string | Date
}
const whenOf = (at: string | Date): string => `${shanghaiDay(at).slice(5)} ${shanghaiClock(at)}`

/** Long lists are cut: robots refuse texts of more than about 2,000 bytes. */
const MOST = 24

export function groupNotice(about: About, departments: readonly { name: string; count: number }[]): string {
  const shown = departments
    .slice(0, MOST)
    .map(({ name, count }) => say(texts.department, 'zh', { department: name, count }))
  return say(texts.group, 'zh', {
    ...{ name: about.name, place: about.place, when: whenOf(about.musterAt) },
    people: departments.reduce((sum, { count }) => sum + count, 0),
    departments: shown.join('、') + (departments.length > MOST ? '…' : ''),
  })
}

export const personNotice = (about: About, link: string): string =>
  say(texts.person, 'zh', { name: about.name, place: about.place, when: whenOf(about.musterAt), link })
