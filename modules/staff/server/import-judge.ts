/** Judges the rows of one list of staff: first what each row says, then what it means for those who are on the roster. */
import { depthOf, isBelow } from '../../../platform/pure/area.ts'
import { listMemory } from '../../../platform/pure/list-memory.ts'
import { nameKeys } from '../../../platform/pure/pinyin.ts'
import type { Actor } from '../../../platform/server/actor.ts'
import {
  finishedRow,
  type Judge,
  type JudgeOptions,
  type ListRow,
  type StagedRow,
} from '../../../platform/server/lists/list-kind.ts'
import { manyIds } from '../../../platform/server/many-ids.ts'
import type { AddressIndex } from '../../register/address-index.ts'
import { depthOfKind } from '../../register/model.ts'
import { matchHome } from '../home.ts'
import type { ImportField } from '../list-fields.ts'
import type { Fault, Remark } from '../list-problems.ts'
import { type Carried, type RowDraft, rowReader } from '../list-row.ts'
import { type Judged, judgeRow } from '../list-verdict.ts'
import { departmentBook, type ListDepartment, type NewDepartment } from '../new-departments.ts'
import { type KnownPerson, knownPeople, numbersElsewhere } from './import-known.ts'
import { changesOf, importRecord } from './import-record.ts'

export interface OpenRow {
  rowNo: number
  row: Judged
  phone: string | undefined
  made: readonly NewDepartment[]
  carried: Carried
  remarks: Remark[]
}
type Staged = StagedRow<ImportField>

export interface Surroundings {
  readonly actor: Actor
  readonly departments: readonly ListDepartment[]
  /** By areaKey of their names. */
  readonly communities: ReadonlyMap<string, string>
  readonly addresses: AddressIndex
  readonly today: string
}

export const openJudge = (
  { list, mapping, house }: JudgeOptions<ImportField>,
  { actor, departments, communities, addresses, today }: Surroundings,
): Judge<ImportField, OpenRow, unknown> => {
  const readRow = rowReader(mapping, today)
  const remember = listMemory()
  const freshId = manyIds()
  const book = departmentBook(departments, communities, list.path, freshId)
  const contested: { rowNo: number; fault: Fault }[] = []
  const taken = new Map<string, number>()
  const homes = new Map<string, string | null>()
  let above: Carried | null = null

  const homeOf = (address: string): string | null => {
    let home = homes.get(address)
    if (home === undefined) homes.set(address, (home = matchHome(address, addresses)))
    return home
  }

  const judged = (draft: RowDraft, departmentId: string | undefined): Judged => {
    const { departments: _, exempt, served, state, phone, ...said } = draft
    return {
      said: {
        ...said,
        ...(departmentId === undefined ? {} : { departmentId }),
        ...(phone == null ? {} : { phoneKey: house.digest('phone', phone).toString('hex') }),
        ...(said.address == null ? {} : { homePath: homeOf(said.address) }),
      },
      nameKey: nameKeys(draft.name).key,
      served,
      exempt,
      state,
    }
  }

  /** Where the row's department is, or what keeps it from being told. */
  const placeOf = (
    parts: readonly string[],
  ): { at: ListDepartment | null; made: readonly NewDepartment[]; fault?: Fault } => {
    if (parts.length === 0) return { at: null, made: [] }
    const name = parts.at(-1) ?? ''
    const { at, made } = book.place(parts)
    if (at === null) return { at, made, fault: { field: 'department', code: 'several-departments', params: { name } } }
    if (isBelow(at.path, actor.path)) return { at, made }
    return { at, made, fault: { field: 'department', code: 'department-beyond', params: { name } } }
  }

  const read = ({ rowNo, cells }: ListRow): Staged | { open: OpenRow } => {
    const aside = (verdict: 'bad' | 'skipped', problems: (Fault | Remark)[]): Staged =>
      finishedRow<ImportField>(rowNo, verdict, problems, above)
    const reading = readRow(cells, above)
    above = reading.carried
    if (reading.kind === 'skipped') return aside('skipped', [reading.remark])
    const { draft, faults, remarks, carried } = reading
    // A row that stays out makes no department.
    if (faults.length > 0) return aside('bad', [...faults, ...remarks])
    const { at, made, fault } = placeOf(draft.departments)
    if (fault !== undefined) return aside('bad', [fault, ...remarks])
    for (const { line } of made) remarks.push({ field: 'department', code: 'new-department', params: { name: line } })
    const row = judged(draft, at?.id)
    const { number, phoneKey } = row.said
    const key = number == null ? ['name', row.nameKey, at?.id ?? '', phoneKey ?? ''] : ['number', number]
    const content = Object.entries({ ...row, said: undefined, ...row.said }).flatMap(([field, value]) => [
      field,
      value == null ? null : JSON.stringify(value),
    ])
    const twin = remember({ soughtBy: [key], foundBy: [key], content }, rowNo)
    if (twin === null) return { open: { rowNo, row, phone: draft.phone ?? undefined, made, carried, remarks } }
    if (twin.same) return aside('skipped', [{ field: null, code: 'repeated-row', params: { row: twin.firstRow } }])
    contested.push({ rowNo: twin.firstRow, fault: { field: 'name', code: 'twice-in-list', params: { row: rowNo } } })
    return aside('bad', [{ field: 'name', code: 'twice-in-list', params: { row: twin.firstRow } }, ...remarks])
  }

  const stage = (open: OpenRow, candidates: readonly KnownPerson[], elsewhere: boolean): Staged => {
    const { rowNo, row, phone, made, remarks } = open
    const verdict = judgeRow(row, candidates, today)
    const known = 'known' in verdict ? (verdict.known as KnownPerson | null) : null
    const conflict = (fault: Fault): Staged => ({
      rowNo,
      verdict: 'conflict',
      subjectId: known?.id ?? null,
      draft: { places: open.carried },
      problems: [fault, ...remarks],
    })
    const base = { rowNo, subjectId: known?.id ?? null, problems: remarks }
    if (verdict.verdict === 'gone')
      return { ...base, verdict: 'skipped', draft: null, problems: [{ field: 'state', code: 'left-passed-over' }] }
    if (verdict.verdict === 'conflict') return conflict(verdict.fault)
    if (known !== null) {
      // Two rows that say otherwise (one by number, one by name) and mean one person.
      const first = taken.get(known.id)
      if (first !== undefined) return conflict({ field: 'name', code: 'twice-in-list', params: { row: first } })
      taken.set(known.id, rowNo)
    }
    if (verdict.verdict === 'same') return { ...base, verdict: 'same', draft: null }
    // Whoever carries the number out of sight would stop the whole list at the unique index.
    if (elsewhere) return conflict({ field: 'number', code: 'number-elsewhere' })
    const { after } = verdict
    const path = book.get(after.departmentId)?.path
    if (path === undefined) return conflict({ field: 'department', code: 'no-department' })
    const record = importRecord(after, path, phone, known, house.digest)
    const draft = { record, made, ...(row.exempt === undefined ? {} : { exempt: { id: freshId(), ...row.exempt } }) }
    if (verdict.verdict === 'new') {
      const namesake: Remark[] = verdict.namesake ? [{ field: 'name', code: 'namesake' }] : []
      return { ...base, verdict: 'new', subjectId: freshId(), draft, problems: [...remarks, ...namesake] }
    }
    if (!verdict.fields.includes('exemptUntil')) delete draft.exempt
    const changes = changesOf(verdict.fields, verdict.known as KnownPerson, after, {
      record,
      exempt: row.exempt,
      departmentText: book.lineText,
    })
    return { ...base, verdict: 'changed', draft: { ...draft, changes } }
  }

  return {
    read,
    async judge(context, open) {
      const numbers = open.flatMap(({ row }) => row.said.number ?? [])
      const names = [...new Set(open.map(({ row }) => row.nameKey))]
      const known = open.length === 0 ? [] : await knownPeople(context, list.streetId, numbers, names, today)
      const byNumber = new Map(known.flatMap((one) => (one.number === null ? [] : [[one.number, one]])))
      const byName = Map.groupBy(known, (one) => one.nameKey)
      const unseen = depthOf(context.actor.path) <= depthOfKind('street') ? [] : numbers.filter((n) => !byNumber.has(n))
      const elsewhere = unseen.length === 0 ? new Set<string>() : await numbersElsewhere(context, list.streetId, unseen)
      return open.map((one) => {
        const number = one.row.said.number ?? null
        const holder = number === null ? undefined : byNumber.get(number)
        const named = byName.get(one.row.nameKey) ?? []
        const candidates = new Set(holder === undefined ? named : [holder, ...named])
        return stage(one, [...candidates], number !== null && elsewhere.has(number))
      })
    },
    contested: async () => contested,
  }
}
