/**
 * Judges the rows of one list batch by batch: first what each row says (no database), then what it means for the register.
 * One judge sees the whole list in order, because households and repeated people reach across batches.
 */
import { randomBytes } from 'node:crypto'
import { depthOf } from '../../../platform/pure/area.ts'
import type { ListCell } from '../../../platform/pure/list-cells.ts'
import type { ColumnMapping } from '../../../platform/pure/list-columns.ts'
import { type NameKeys, nameKeys } from '../../../platform/pure/pinyin.ts'
import { uuid7 } from '../../../platform/pure/uuid7.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { House } from '../../../platform/server/room.ts'
import { parseAddress } from '../address.ts'
import { type AddressIndex, dwellingAddress } from '../address-index.ts'
import { type DwellingMatch, matchDwelling } from '../address-match.ts'
import type { Places } from '../import-address.ts'
import type { ImportField } from '../import-model.ts'
import type { Fault, Remark } from '../import-problems.ts'
import { IMPORT_POLICY, type RowDraft, rowReader } from '../import-row.ts'
import { type JudgedRow, judgeRow } from '../import-verdict.ts'
import { listMemory } from '../list-memory.ts'
import { depthOfKind } from '../model.ts'
import { changesOf, type KnownPerson, personRecord } from './import-record.ts'
import { knownPeople, numbersElsewhere } from './import-known.ts'
import type { StagedRow } from './import-store.ts'

export interface ListRow {
  rowNo: number
  cells: readonly ListCell[]
}

/** A row after the first half: finished (wrong or skipped), or to be held against the register. */
interface OpenRow {
  rowNo: number
  row: JudgedRow
  keys: NameKeys
  places: Places
  remarks: Remark[]
}
export type ReadRow = { staged: StagedRow } | OpenRow

export interface Judge {
  /** In the order of the list, each row once. */
  read(row: ListRow): ReadRow
  /** Inside a transaction of whoever brought the list. */
  judge(context: Context, rows: readonly ReadRow[]): Promise<StagedRow[]>
  /** Accepted rows that later ones have put in doubt. */
  contested(): { rowNo: number; fault: Fault }[]
  /** A text column of numbers shows that Excel has rounded it. */
  rounded(): boolean
}

export interface JudgeOptions {
  streetId: string
  mapping: Pick<ColumnMapping<ImportField>, 'columns' | 'carryDown'>
  headerRow: number
  places: AddressIndex
  /** YYYY-MM-DD */
  today: string
  now: () => number
  digest: House['digest']
}

/** Ten random bytes at a time; asking the system for each would cost more than the rest of an id. */
const manyDice = (): (() => Uint8Array) => {
  let pool = new Uint8Array(0)
  let at = 0
  return () => {
    if (at + 10 > pool.length) {
      pool = randomBytes(10_000)
      at = 0
    }
    at += 10
    return pool.subarray(at - 10, at)
  }
}

export const openJudge = ({ streetId, mapping, headerRow, places, today, now, digest }: JudgeOptions): Judge => {
  const readRow = rowReader(mapping, IMPORT_POLICY, today)
  const remember = listMemory()
  const dice = manyDice()
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
    const aside = (verdict: 'bad' | 'skipped', problems: (Fault | Remark)[]): ReadRow => ({
      staged: {
        rowNo,
        verdict,
        residentId: null,
        draft: above === null || verdict === 'skipped' ? null : { places: above },
        problems,
      },
    })
    if (rowNo <= headerRow)
      return { staged: { rowNo, verdict: 'skipped', residentId: null, draft: null, problems: [] } }
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
    const twin = remember(row, rowNo)
    if (twin === null) return { rowNo, row, keys, places: reading.places, remarks }
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

  const stage = (open: OpenRow, candidates: readonly KnownPerson[], elsewhere: boolean): StagedRow => {
    const { rowNo, row, remarks } = open
    const verdict = judgeRow(row, candidates)
    const person = 'person' in verdict ? (verdict.person as KnownPerson) : null
    const base = { rowNo, residentId: person?.id ?? null, problems: remarks }
    const conflict = (fault: Fault): StagedRow => ({
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
      return { ...base, verdict: 'new', residentId: uuid7(now(), dice()), draft: null, record }
    }
    const changes = changesOf(verdict.fields, row, person, record, (path) => dwellingAddress(path, places) || path)
    return { ...base, verdict: 'changed', draft: { changes }, record }
  }

  return {
    read: readOne,
    async judge(context, rows) {
      const open = rows.flatMap((r) => ('staged' in r ? [] : [r.row]))
      const ids = open.flatMap(({ idKey }) => idKey ?? [])
      const doors = open.map(({ path, nameKey }) => ({ path, name: nameKey }))
      const days = open.flatMap(({ idKey, nameKey, draft }) =>
        idKey === null && draft.birthDate ? [{ name: nameKey, day: draft.birthDate }] : [],
      )
      const people = open.length === 0 ? [] : await knownPeople(context, streetId, { ids, doors, days })
      const byId = new Map(people.flatMap((p) => (p.idKey === null ? [] : [[p.idKey, p]])))
      const byName = Map.groupBy(people, (p) => p.nameKey)
      const unseen = depthOf(context.actor.path) <= depthOfKind('street') ? [] : ids.filter((id) => !byId.has(id))
      const elsewhere = unseen.length === 0 ? new Set<string>() : await numbersElsewhere(context, streetId, unseen)
      return rows.map((r) => {
        if ('staged' in r) return r.staged
        const { row } = r
        const named = byName.get(row.nameKey) ?? []
        const holder = row.idKey === null ? undefined : byId.get(row.idKey)
        const candidates = holder === undefined || named.includes(holder) ? named : [holder, ...named]
        return stage(r, candidates, row.idKey !== null && elsewhere.has(row.idKey))
      })
    },
    contested: () => contested,
    rounded: () => rounded,
  }
}
