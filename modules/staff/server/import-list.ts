/** Lists of staff as the platform takes them in: what stands in them, how a row is judged and written. */
import { depthOf } from '../../../platform/pure/area.ts'
import { maskPhone } from '../../../platform/pure/mask.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { listRoom } from '../../../platform/server/lists/list-handlers.ts'
import type { ListKind } from '../../../platform/server/lists/list-kind.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { areaKey } from '../../enterprise/premises.ts'
import { addressIndex } from '../../register/address-index.ts'
import { depthOfKind } from '../../register/model.ts'
import { addressedAreas, communities, standing } from '../../register/server/public.ts'
import { staff } from '../contract.ts'
import { type ImportField, importFields } from '../list-fields.ts'
import { rowProblemOf } from '../list-problems.ts'
import { missingFields, staffColumns } from '../list-titles.ts'
import { problems } from '../model.ts'
import { listDepartments } from './department-store.ts'
import { applyRows, departmentsToMake } from './import-apply.ts'
import { openJudge, type OpenRow } from './import-judge.ts'
import { today } from './person-actions.ts'

const AREAS = [depthOfKind('street'), depthOfKind('community')]

const staffLists: ListKind<ImportField, OpenRow> = {
  room: staff.room,
  subject: 'person_id',
  fields: importFields.words,
  language: staffColumns,
  missing: missingFields,
  masks: { phone: maskPhone },
  events: staff.events,
  say: rowProblemOf,
  /** Departments that the list makes belong to the area that it is of. */
  standing: async (context, under) => {
    const area = await standing(context, under)
    if (!AREAS.includes(depthOf(area.path))) throw new Problem(problems.badArea)
    return area
  },
  openJudge: async (context, options) => {
    const { path } = context.actor
    const known = await communities(context, path)
    return openJudge(options, {
      actor: context.actor,
      departments: await listDepartments(context),
      communities: new Map(known.map((one) => [areaKey(one.name), one.path])),
      addresses: addressIndex(await addressedAreas(context, path)),
      today: today(),
    })
  },
  apply: applyRows,
}

const { handlers, resume } = listRoom(staffLists)
export const resumeLists = resume
export const listHandlers: typeof handlers & Pick<HandlersOf<typeof staff>, 'newDepartments'> = {
  ...handlers,
  newDepartments: async (context, { importId }) => {
    const { rows } = await context.query<{ streetId: string }>(
      'SELECT street_id AS "streetId" FROM staff.import WHERE id = $1',
      [importId],
    )
    const streetId = rows[0]?.streetId
    if (streetId === undefined) throw new Problem(platformProblems.notFound)
    const made = await departmentsToMake(context, { streetId, id: importId })
    return { departments: made.map(({ line, people }) => ({ name: line, people })) }
  },
}
