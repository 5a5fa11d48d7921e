/** Lists for comparison: opened under an operation, seen with their figures, compared once more, exported. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { say, type Word, words } from '../../../platform/pure/words.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import { standing } from '../../register/server/public.ts'
import type { matching } from '../contract.ts'
import { lineFields } from '../list-fields.ts'
import { type ComparedList, type Line, outcomes, problems, standings } from '../list-model.ts'
import { lockList, setList } from './compare-store.ts'
import { beginComparison } from './compare-work.ts'
import { eachLine, findLines, findList, insertList, listsOf } from './line-store.ts'

export async function listOrThrow(context: Context, id: string): Promise<ComparedList & { streetId: string }> {
  const list = await findList(context, id)
  if (list === null) throw new Problem(platformProblems.notFound)
  return list
}

const texts = words({
  title: ['名单比对结果：{file}', 'Compared list: {file}'],
  doorTitle: ['上门清单：{file}', 'Door-to-door list: {file}'],
  sheet: ['比对结果', 'Result'],
  row: ['原行号', 'Row'],
  place: ['可能的楼栋', 'Likely building'],
  because: ['依据', 'Because'],
  resident: ['底册中的人', 'In the register'],
  residentAddress: ['底册住址', 'Registered address'],
  standing: ['结果', 'Result'],
  outcome: ['核对决定', 'Decision'],
  visit: ['上门结果（填写）', 'Outcome of the visit (to be filled in)'],
})

type Cell = (line: Line, said: (word: Word) => string) => unknown
const COLUMNS: readonly (readonly [title: Word, width: number, cell: Cell])[] = [
  [texts.row, 8, (line) => line.rowNo],
  [lineFields.words.name, 12, (line) => line.name],
  [lineFields.words.idNumber, 22, (line) => line.idMasked],
  [lineFields.words.phone, 14, (line) => line.phoneMasked],
  [lineFields.words.birthDate, 12, (line) => line.birthDate],
  [lineFields.words.sex, 6, (line) => line.sex],
  [lineFields.words.address, 30, (line) => line.address],
  [texts.place, 20, (line) => line.place?.name ?? null],
  [texts.standing, 14, (line, said) => said(standings.words[line.standing])],
  [texts.resident, 12, (line) => line.resident?.name ?? null],
  [texts.residentAddress, 30, (line) => line.resident?.address ?? null],
  [texts.because, 30, (line, said) => line.because && said(line.because)],
  [texts.outcome, 18, (line, said) => line.outcome && said(outcomes.words[line.outcome])],
  [lineFields.words.note, 24, (line) => line.note],
]

/** Lines printed in one go: about 80 sheets. */
const MOST_PRINTED = 2000

type Handlers = HandlersOf<typeof matching>
export const listActions: Pick<
  Handlers,
  'openList' | 'lists' | 'list' | 'compareAgain' | 'exportLines' | 'printDoors'
> = {
  openList: async (context, { id, operationId, under }) => {
    const operation = await findOperationToWorkIn(context, operationId)
    if (operation === null) throw new Problem(platformProblems.notFound)
    if (operation.state !== 'open') throw new Problem(problems.noOperation)
    const { streetId, path } = await standing(context, under)
    if (await insertList(context, { id, streetId, operationId, path })) return {}
    // The same question once more, because its answer was lost.
    const known = await findList(context, id)
    if (known?.operationId !== operationId || known.path !== path) throw new Problem(platformProblems.conflict)
    return {}
  },
  lists: async (context, { operationId }) => ({ lists: await listsOf(context, operationId) }),
  list: async (context, { listId }) => {
    const { streetId: _, ...list } = await listOrThrow(context, listId)
    return list
  },
  compareAgain: {
    outside: async ({ actor, house }, { listId }) => {
      await house.database.within(actor, async (context) => {
        const list = await lockList(context, listId)
        if (list === null) throw new Problem(platformProblems.notFound)
        if (list.state === 'waiting' || list.state === 'comparing') throw new Problem(problems.busy)
        if (list.state === 'coming') throw new Problem(problems.notCompared)
        // Numbers are read in the name of whoever compares.
        await context.query('UPDATE matching.list SET account_id = $3 WHERE street_id = $1 AND id = $2', [
          list.streetId,
          list.id,
          actor.accountId,
        ])
        await setList(context, list, { state: 'waiting', progress: 0, problem: null })
      })
      beginComparison(house, actor, listId)
      return {}
    },
  },
  exportLines: async (context, { purpose, lang, ...filter }) => {
    const list = await listOrThrow(context, filter.listId)
    const { total } = await findLines(context, filter, { limit: 1 })
    const said = (word: Word): string => say(word, lang)
    const doors = filter.order === 'door'
    const columns: typeof COLUMNS = doors ? [...COLUMNS, [texts.visit, 28, () => '']] : COLUMNS
    const fileId = await context.house.files.order({
      actor: context.actor,
      kind: 'matching.lines',
      title: say(doors ? texts.doorTitle : texts.title, lang, { file: list.fileName }),
      purpose,
      path: list.path,
      operationId: list.operationId,
      lang,
      total,
      sheets: [
        {
          name: said(texts.sheet),
          columns: columns.map(([title, width]) => ({ title: said(title), width })),
          rows: async function* (inside) {
            for await (const line of eachLine(inside, filter)) yield columns.map(([, , cell]) => cell(line, said))
          },
        },
      ],
    })
    return { fileId }
  },
  printDoors: async (context, { listId, purpose, lang }) => {
    const list = await listOrThrow(context, listId)
    const { rows, total } = await findLines(
      context,
      { listId, standing: 'missing', order: 'door' },
      { limit: MOST_PRINTED },
    )
    if (total > MOST_PRINTED) throw new Problem(problems.tooMuchPaper, { n: total, most: MOST_PRINTED })
    const { watermark } = await context.house.files.paper(context, {
      actor: context.actor,
      kind: 'matching.door-list',
      title: say(texts.doorTitle, lang, { file: list.fileName }),
      ...{ purpose, path: list.path, operationId: list.operationId, lang, rows: rows.length },
    })
    return { rows, watermark }
  },
}
