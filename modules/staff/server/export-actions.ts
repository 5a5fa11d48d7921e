/** The roster as a watermarked, counted Excel list: phones masked, as on the screen. Its titles are those that an import reads. */
import { type Lang, say, type Word, words } from '../../../platform/pure/words.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { SheetColumn } from '../../../platform/server/sheets/write-xlsx.ts'
import { sexes } from '../../register/model.ts'
import type { staff } from '../contract.ts'
import { lineOf } from '../departments.ts'
import { type Person, personStates } from '../model.ts'
import { skillText } from '../skills.ts'
import { listDepartments } from './department-store.ts'
import { criteriaOf } from './person-actions.ts'
import { eachPerson, findPeople } from './store.ts'

const texts = words({
  title: ['人员名册', 'Staff roster'],
  department: ['单位部门', 'Department'],
  number: ['工号', 'Employee number'],
  name: ['姓名', 'Name'],
  sex: ['性别', 'Sex'],
  birthYear: ['出生年份', 'Birth year'],
  phone: ['手机', 'Phone'],
  jobTitle: ['职务', 'Title'],
  skills: ['技能', 'Skills'],
  posts: ['兼任岗位', 'Posts held'],
  party: ['是否党员', 'Party member'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
  partyBranch: ['党支部', 'Party branch'],
  address: ['家庭住址', 'Home address'],
  exemptUntil: ['不参加抽调至', 'Exempt until'],
  servedDays: ['已服务天数', 'Days served'],
  nights: ['其中夜班', 'Of these nights'],
  lastServed: ['最近服务日期', 'Last served'],
  state: ['在职状态', 'State'],
  note: ['备注', 'Note'],
})

interface Said {
  readonly lang: Lang
  readonly departments: (id: string) => string
}
const code = (words: Readonly<Record<string, Word>>, value: string | null, lang: Lang): string | null =>
  value === null ? null : say(words[value] ?? [value, value], lang)
const listed = (items: readonly string[], lang: Lang): string => items.join(lang === 'zh' ? '、' : ', ')

const COLUMNS: readonly (readonly [
  Exclude<keyof typeof texts, 'yes' | 'no' | 'title'>,
  Omit<SheetColumn, 'title'>,
  (person: Person, said: Said) => unknown,
])[] = [
  ['department', { width: 30 }, (p, { departments }) => departments(p.departmentId)],
  ['number', { width: 12 }, (p) => p.number],
  ['name', { width: 10 }, (p) => p.name],
  ['sex', { width: 6 }, (p, { lang }) => code(sexes.words, p.sex, lang)],
  ['birthYear', { width: 10, kind: 'number' }, (p) => p.birthYear],
  ['phone', { width: 14 }, (p) => p.phoneMasked],
  ['jobTitle', { width: 14 }, (p) => p.title],
  [
    'skills',
    { width: 24 },
    (p, { lang }) =>
      listed(
        p.skills.map((skill) => skillText(skill, lang)),
        lang,
      ),
  ],
  ['posts', { width: 20 }, (p, { lang }) => listed(p.posts, lang)],
  ['party', { width: 8 }, (p, { lang }) => say(p.partyMember ? texts.yes : texts.no, lang)],
  ['partyBranch', { width: 22 }, (p) => p.partyBranch],
  ['address', { width: 30 }, (p) => p.address],
  ['exemptUntil', { width: 12 }, (p) => p.exemptUntil],
  ['servedDays', { width: 10, kind: 'number' }, (p) => p.service.days],
  ['nights', { width: 10, kind: 'number' }, (p) => p.service.nights],
  ['lastServed', { width: 12 }, (p) => p.service.last],
  ['state', { width: 8 }, (p, { lang }) => code(personStates.words, p.state, lang)],
  ['note', { width: 24 }, (p) => p.note],
]

export const exportHandlers: Pick<HandlersOf<typeof staff>, 'exportPeople'> = {
  exportPeople: async (context, { purpose, lang, ...filter }) => {
    const criteria = await criteriaOf(context, filter)
    const { total } = await findPeople(context, criteria, { limit: 1 })
    const byId = new Map((await listDepartments(context)).map((one) => [one.id, one]))
    const departments = (id: string): string =>
      lineOf(id, byId)
        .map(({ name }) => name)
        .join('/')
    const fileId = await context.house.files.order({
      actor: context.actor,
      kind: 'staff.people',
      title: say(texts.title, lang),
      purpose,
      path: context.actor.path,
      lang,
      total,
      sheets: [
        {
          name: say(texts.title, lang),
          columns: COLUMNS.map(([title, more]) => ({ ...more, title: say(texts[title], lang) })),
          rows: async function* (inside) {
            for await (const person of eachPerson(inside, criteria))
              yield COLUMNS.map(([, , cell]) => cell(person, { lang, departments }))
          },
        },
      ],
    })
    return { fileId }
  },
}
