/**
 * Judges the rows of one list batch by batch: first what each row says (no database), then what it means for the register.
 * One judge sees the whole list in order, because households and repeated people reach across batches.
 */
import { depthOf } from '../../../platform/pure/area.ts'
import type { ColumnMapping } from '../../../platform/pure/list-columns.ts'
import { listMemory } from '../../../platform/pure/list-memory.ts'
import { type NameKeys, nameKeys } from '../../../platform/pure/pinyin.ts'
import { manyIds } from '../../../platform/server/many-ids.ts'
import type { House } from '../../../platform/server/room.ts'
import {
  finishedRow,
  type Judge,
  type ListImport,
  type ListRow,
  type StagedRow,
} from '../../../platform/server/lists/list-kind.ts'
import { parseAddress } from '../address.ts'
import { type AddressIndex, dwellingAddress } from '../address-index.ts'
import { type DwellingMatch, matchDwelling } from '../address-match.ts'
import type { Places } from '../import-address.ts'
import type { ImportField } from '../import-model.ts'
import type { Fault, Remark } from '../import-problems.ts'
import { IMPORT_POLICY, type RowDraft, rowReader } from '../import-row.ts'
import { type JudgedRow, judgeRow } from '../import-verdict.ts'
import { rememberedBy } from '../list-memory.ts'
import { depthOfKind } from '../model.ts'
import { changesOf, type KnownPerson, type PersonRecord, personRecord } from './import-record.ts'
import { knownPeople, numbersElsewhere, roundedRows } from './import-known.ts'

/** A row after the first half: finished (wrong or skipped), or to be held against the register. */
export interface OpenRow {
  rowNo: number
  row: JudgedRow
  keys: NameKeys
  places: Places
  remarks: Remark[]
}
export type StagedPerson = StagedRow<ImportField, PersonRecord>
type ReadRow = StagedPerson | { open: OpenRow }

export interface JudgeOptions {
  list: ListImport<ImportField>
  mapping: Pick<ColumnMapping<ImportField>, 'columns' | 'carryDown'>
  places: AddressIndex
  /** YYYY-MM-DD */
  today: string
  digest: House['digest']
}

export const openJudge = ({
  list,
  mapping,
  places,
  today,
  digest,
}: JudgeOptions): Judge<ImportField, OpenRow, PersonRecord> => {
  const { streetId } = list
  const readRow = rowReader(mapping, IMPORT_POLICY, today)
  const remember = listMemory()
  const freshId = manyIds()
  const contested: { rowNo: number; fault: Fault }[] = []
  const idColumn = mapping.columns.find(({ field }) => field === 'idNumber')?.index ?? -1
  let above: Places | null = null
  let rounded = false
  let lastAddress = ''
  let lastMatch: DwellingMatch | undefined

  // Households are listed together, so the last answer serves most rows.
  const dwellingOf = (address: string): DwellingMatch => {
    if (lastMatch === undefined || address !== lastAddress) {
      lastMatch = matchDwelling(parseAddress(address), places)
      lastAddress = address
    }
    return lastMatch
  }

  const keyOf = (kind: 'id' | 'phone', value: string | null | undefined): string | null =>
    value == null ? null : digest(kind, value).toString('hex')

  const readOne = ({ rowNo, cells }: ListRow): ReadRow => {
    const aside = (verdict: 'bad' | 'skipped', problems: (Fault | Remark)[]): StagedPerson =>
      finishedRow<ImportField>(rowNo, verdict, problems, above)
    const reading = readRow(cells, above)
    above = reading.places
    if (reading.kind === 'skipped') return aside('skipped', [reading.remark])
    const { draft, faults, remarks } = reading
    if (!cells[idColumn]?.mangled && faults.some(({ code }) => code === 'mangled-by-excel')) rounded = true
    const match = draft.address === '' ? null : dwellingOf(draft.address)
    if (match?.found === 'none') faults.push({ field: 'address', code: 'address-unknown', why: match.because })
    if (match?.found === 'several') {
      const [zh, en] = match.because
      const those = match.candidates.map((path) => dwellingAddress(path, places)).join('、')
      faults.push({ field: 'address', code: 'address-several', why: [`${zh}（${those}）`, `${en} (${those})`] })
    }
    if (faults.length > 0 || match?.found !== 'one') return aside('bad', [...faults, ...remarks])
    if (match.confidence < 0.9) remarks.push({ field: 'address', code: 'address-read', why: match.because })
    const keys = nameKeys(draft.name)
    const row = judgedRow(draft, match.path, keys)
    const twin = remember(rememberedBy(row), rowNo)
    if (twin === null) return { open: { rowNo, row, keys, places: reading.places, remarks } }
    if (twin.same) return aside('skipped', [{ field: null, code: 'repeated-row', params: { row: twin.firstRow } }])
    contested.push({ rowNo: twin.firstRow, fault: { field: 'name', code: 'twice-in-list', params: { row: rowNo } } })
    return aside('bad', [{ field: 'name', code: 'twice-in-list', params: { row: twin.firstRow } }, ...remarks])
  }

  const judgedRow = ({ address: _, ...draft }: RowDraft, path: string, keys: NameKeys): JudgedRow => ({
    draft,
    path,
    nameKey: keys.key,
    idKey: keyOf('id', draft.idNumber),
    phoneKey: keyOf('phone', draft.phone),
  })

  const stage = (open: OpenRow, candidates: readonly KnownPerson[], elsewhere: boolean): StagedPerson => {
    const { rowNo, row, remarks } = open
    const verdict = judgeRow(row, candidates)
    const person = 'person' in verdict ? (verdict.person as KnownPerson) : null
    const base = { rowNo, subjectId: person?.id ?? null, problems: remarks }
    const conflict = (fault: Fault): StagedPerson => ({
      ...base,
      verdict: 'conflict',
      draft: { places: open.places },
      problems: [fault, ...remarks],
    })
    if (verdict.verdict === 'conflict') return conflict(verdict.fault)
    if (verdict.verdict === 'same') return { ...base, verdict: 'same', draft: null }
    // Whoever carries the number out of sight would stop the whole list at the unique index.
    if (elsewhere && person?.idKey !== row.idKey) return conflict({ field: 'idNumber', code: 'registered-elsewhere' })
    const record = personRecord(row, open.keys, person)
    if (verdict.verdict === 'new' || person === null) {
      return { ...base, verdict: 'new', subjectId: freshId(), draft: null, record }
    }
    const changes = changesOf(verdict.fields, row, person, record, (path) => dwellingAddress(path, places) || path)
    return { ...base, verdict: 'changed', draft: { changes }, record }
  }

  return {
    read: readOne,
    async judge(context, open) {
      const ids = open.flatMap(({ row }) => row.idKey ?? [])
      const doors = open.map(({ row }) => ({ path: row.path, name: row.nameKey }))
      const days = open.flatMap(({ row: { idKey, nameKey, draft } }) =>
        idKey === null && draft.birthDate ? [{ name: nameKey, day: draft.birthDate }] : [],
      )
      const people = open.length === 0 ? [] : await knownPeople(context, streetId, { ids, doors, days })
      const byId = new Map(people.flatMap((p) => (p.idKey === null ? [] : [[p.idKey, p]])))
      const byName = Map.groupBy(people, (p) => p.nameKey)
      const unseen = depthOf(context.actor.path) <= depthOfKind('street') ? [] : ids.filter((id) => !byId.has(id))
      const elsewhere = unseen.length === 0 ? new Set<string>() : await numbersElsewhere(context, streetId, unseen)
      return open.map((one) => {
        const { idKey, nameKey } = one.row
        const named = byName.get(nameKey) ?? []
        const holder = idKey === null ? undefined : byId.get(idKey)
        const candidates = holder === undefined || named.includes(holder) ? named : [holder, ...named]
        return stage(one, candidates, idKey !== null && elsewhere.has(idKey))
      })
    },
    async contested(context) {
      if (!rounded) return contested
      const fault: Fault = { field: 'idNumber', code: 'mangled-by-excel' }
      return [...contested, ...(await roundedRows(context, list)).map((rowNo) => ({ rowNo, fault }))]
    },
  }
}
