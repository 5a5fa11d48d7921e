/**
 * Questions that are there from the start: those of a round's daily report, and a few that every office asks for. None of them is
 * ever "generated": each is asked anew whenever somebody looks.
 */
import { depthOf } from '../../platform/pure/area.ts'
import { type Word, words } from '../../platform/pure/words.ts'
import { depthOfKind } from '../register/model.ts'
import { type Question, question, type QuestionDraft } from './question.ts'

export interface NamedQuestion {
  readonly key: string
  readonly name: Word
  readonly question: Question
}

const names = words({
  whole: ['总体', 'In all'],
  community: ['分社区', 'By community'],
  grid: ['分网格', 'By grid'],
  building: ['分楼栋', 'By building'],
  hour: ['分小时', 'By hour'],
  site: ['分采样点', 'By site'],
  missing: ['未检情况', 'Why missing'],
  exempt: ['免检原因', 'Why exempt'],
  tries: ['联系情况', 'Calls and door-knocks'],
  peopleByGrid: ['各网格人口构成', 'People of each grid'],
  keyGroups: ['各社区重点人群', 'Key groups by community'],
  homes: ['各楼栋户数与人口', 'Dwellings and people by building'],
  duties: ['各级责任人名单', 'Who answers for which area'],
  unheld: ['没有责任人的楼栋和网格', 'Areas that nobody answers for'],
})

type Draft = Omit<QuestionDraft, 'source' | 'rows'>
const ask = (source: string, rows: QuestionDraft['rows'], more: Draft = {}): Question =>
  question.parse({ source, rows, ...more })
const sum = (column: string) => ({ of: 'sum', column }) as const
const count = { of: 'count' } as const
const figures = [
  ...['due', 'tested', 'missing', 'exempt', 'walk_in'].map(sum),
  { of: 'ratio', column: 'tested', to: 'due' } as const,
]

/**
 * The parts of a round's daily report.
 * @param area whose report it is: of a sub-district by community and grid, of a community by grid and building
 */
export function dailyQuestions(round: string, area: string): NamedQuestion[] {
  const more = { round, area }
  const levels =
    depthOf(area) < depthOfKind('community')
      ? (['community', 'grid'] as const)
      : depthOf(area) < depthOfKind('grid')
        ? (['grid', 'building'] as const)
        : (['building'] as const)
  return [
    {
      key: 'whole',
      name: names.whole,
      question: ask('testing.figures', { by: 'groups', groups: [], measures: figures }, more),
    },
    ...levels.map((level) => ({
      key: level,
      name: names[level],
      question: ask(
        'testing.figures',
        { by: 'groups', groups: [{ column: level }], measures: figures, totals: true },
        more,
      ),
    })),
    {
      key: 'hour',
      name: names.hour,
      question: ask(
        'testing.lanes',
        {
          by: 'groups',
          groups: [{ column: 'quarter', step: 'hour' }],
          measures: ['samples', 'tested', 'walk_in'].map(sum),
          totals: true,
        },
        more,
      ),
    },
    {
      key: 'site',
      name: names.site,
      question: ask(
        'testing.lanes',
        {
          by: 'groups',
          groups: [{ column: 'site' }],
          measures: ['samples', 'tested', 'walk_in'].map(sum),
          totals: true,
        },
        more,
      ),
    },
    {
      key: 'missing',
      name: names.missing,
      question: ask(
        'testing.missing',
        { by: 'groups', groups: [{ column: 'outcome' }], measures: [count], totals: true },
        more,
      ),
    },
    {
      key: 'exempt',
      name: names.exempt,
      question: ask(
        'testing.due',
        { by: 'groups', groups: [{ column: 'reason' }], measures: [count], totals: true },
        { ...more, filters: [{ op: 'in', column: 'state', values: ['exempt'] }] },
      ),
    },
    {
      key: 'tries',
      name: names.tries,
      question: ask(
        'testing.tries',
        { by: 'groups', groups: [{ column: 'way' }, { column: 'outcome' }], measures: [count], totals: true },
        more,
      ),
    },
  ]
}

const older = (age: number) => ({ of: 'count', where: [{ op: 'at-least', column: 'age', value: age }] }) as const

/** Ready to be opened, changed and saved under a name of one's own. */
export const builtIns: readonly NamedQuestion[] = [
  {
    key: 'people-by-grid',
    name: names.peopleByGrid,
    question: ask('register.residents', {
      by: 'groups',
      groups: [{ column: 'grid' }],
      measures: [
        count,
        ...(['local', 'incoming', 'away'] as const).map(
          (code) => ({ of: 'count', where: [{ op: 'in', column: 'residence', values: [code] }] }) as const,
        ),
        older(60),
        older(80),
      ],
      every: true,
      totals: true,
    }),
  },
  {
    key: 'key-groups',
    name: names.keyGroups,
    question: ask('register.residents', {
      by: 'groups',
      groups: [{ column: 'community' }],
      measures: (['dialysis', 'pregnant', 'alone-old', 'disabled', 'medical', 'courier'] as const).map(
        (code) => ({ of: 'count', where: [{ op: 'in', column: 'groups', values: [code] }] }) as const,
      ),
      every: true,
      totals: true,
    }),
  },
  {
    key: 'homes',
    name: names.homes,
    question: ask('register.dwellings', {
      by: 'groups',
      groups: [{ column: 'building' }],
      measures: [
        count,
        { of: 'count', where: [{ op: 'yes', column: 'occupied' }] },
        sum('residents'),
        sum('over_60'),
        sum('under_6'),
      ],
      totals: true,
    }),
  },
  {
    key: 'duties',
    name: names.duties,
    question: ask(
      'register.duties',
      {
        by: 'each',
        columns: ['community', 'kind', 'name', 'post', 'holder', 'phone'].map((column) => ({ column })),
      },
      { filters: [{ op: 'yes', column: 'held' }] },
    ),
  },
  {
    key: 'unheld',
    name: names.unheld,
    question: ask(
      'register.duties',
      {
        by: 'each',
        columns: ['community', 'kind', 'name'].map((column) => ({ column })),
      },
      {
        filters: [
          { op: 'no', column: 'held' },
          { op: 'in', column: 'kind', values: ['grid', 'building'] },
        ],
      },
    ),
  },
]
