/**
 * The second half of judging: what the rows of a list mean for the register, batch by batch. One judge sees the whole
 * list in order, because a person may come again in another batch.
 */
import { randomBytes } from 'node:crypto'
import { depthOf } from '../../../platform/pure/area.ts'
import { uuid7 } from '../../../platform/pure/uuid7.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { House } from '../../../platform/server/room.ts'
import type { Fault } from '../import-problems.ts'
import { type JudgedRow, judgeRow, type RowVerdict } from '../import-verdict.ts'
import { listMemory } from '../list-memory.ts'
import { depthOfKind } from '../model.ts'
import { addressesOf, knownPeople, numbersElsewhere } from './import-known.ts'
import type { AsideRow, OpenRow, ReadRow } from './import-reader.ts'
import { changesOf, type KnownPerson, personRecord } from './import-record.ts'
import type { StagedRow } from './import-store.ts'

/** A row on its way: finished, or with its numbers digested. */
export type NotedRow = { staged: StagedRow } | { open: OpenRow; row: JudgedRow }

export interface Judge {
  /** In the order of the list, each row once; before its batch is judged. */
  note(read: ReadRow): NotedRow
  /** Inside a transaction of whoever brought the list; batches may be judged side by side. */
  judge(context: Context, rows: readonly NotedRow[]): Promise<StagedRow[]>
  /** Accepted rows that later ones have put in doubt. */
  contested(): { rowNo: number; fault: Fault }[]
  /** A text column of numbers shows that Excel has rounded it. */
  rounded(): boolean
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

const asideRow = ({ rowNo, verdict, places, problems }: Omit<AsideRow, 'rounded'>): StagedRow => ({
  rowNo,
  verdict,
  residentId: null,
  draft: places === null || verdict !== 'bad' ? null : { places },
  problems,
})

export const openJudge = (streetId: string, digest: House['digest'], now: () => number): Judge => {
  const remember = listMemory()
  const dice = manyDice()
  const contested: { rowNo: number; fault: Fault }[] = []
  let rounded = false
  const keyOf = (kind: 'id' | 'phone', value: string | null | undefined): string | null =>
    value == null ? null : digest(kind, value).toString('hex')

  const note = (read: ReadRow): NotedRow => {
    if (read.verdict !== null) {
      rounded ||= read.rounded === true
      return { staged: asideRow(read) }
    }
    const { rowNo, draft, path, keys, places, remarks } = read
    const row = {
      draft,
      path,
      nameKey: keys.key,
      idKey: keyOf('id', draft.idNumber),
      phoneKey: keyOf('phone', draft.phone),
    }
    const twin = remember(row, rowNo)
    if (twin === null) return { open: read, row }
    const params = { row: twin.firstRow }
    if (twin.same)
      return {
        staged: asideRow({
          rowNo,
          verdict: 'skipped',
          places,
          problems: [{ field: null, code: 'repeated-row', params }],
        }),
      }
    contested.push({ rowNo: twin.firstRow, fault: { field: 'name', code: 'twice-in-list', params: { row: rowNo } } })
    return {
      staged: asideRow({
        rowNo,
        verdict: 'bad',
        places,
        problems: [{ field: 'name', code: 'twice-in-list', params }, ...remarks],
      }),
    }
  }

  const stage = (
    open: OpenRow,
    row: JudgedRow,
    verdict: RowVerdict,
    elsewhere: boolean,
    addressOf: (path: string) => string,
  ): StagedRow => {
    const { rowNo, remarks } = open
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
    return {
      ...base,
      verdict: 'changed',
      draft: { changes: changesOf(verdict.fields, row, person, record, addressOf) },
      record,
    }
  }

  return {
    note,
    async judge(context, rows) {
      const open = rows.flatMap((r) => ('staged' in r ? [] : [r.row]))
      const candidates = await candidatesFor(context, streetId, open)
      const verdicts = new Map(open.map((row) => [row, judgeRow(row, candidates.of(row))]))
      const moved = [...verdicts].flatMap(([row, v]) =>
        v.verdict === 'changed' && v.fields.includes('address') ? [row.path, v.person.path] : [],
      )
      const addresses = moved.length === 0 ? new Map<string, string>() : await addressesOf(context, moved)
      const addressOf = (path: string): string => addresses.get(path) ?? ''
      return rows.map((r) => {
        if ('staged' in r) return r.staged
        const verdict = verdicts.get(r.row) ?? { verdict: 'new' as const }
        return stage(r.open, r.row, verdict, candidates.elsewhere(r.row), addressOf)
      })
    },
    contested: () => contested,
    rounded: () => rounded,
  }
}

/** The people whom each row of a batch could mean, fetched for all of them at once. */
async function candidatesFor(context: Context, streetId: string, rows: readonly JudgedRow[]) {
  const ids = rows.flatMap(({ idKey }) => idKey ?? [])
  const doors = rows.map(({ path, nameKey }) => ({ path, name: nameKey }))
  const days = rows.flatMap(({ idKey, nameKey, draft }) =>
    idKey === null && draft.birthDate ? [{ name: nameKey, day: draft.birthDate }] : [],
  )
  const people = rows.length === 0 ? [] : await knownPeople(context, streetId, { ids, doors, days })
  const byId = new Map(people.flatMap((p) => (p.idKey === null ? [] : [[p.idKey, p]])))
  const byName = Map.groupBy(people, (p) => p.nameKey)
  const seesAll = depthOf(context.actor.path) <= depthOfKind('street')
  const unseen = seesAll ? [] : ids.filter((id) => !byId.has(id))
  const elsewhere = unseen.length === 0 ? new Set<string>() : await numbersElsewhere(context, streetId, unseen)
  return {
    of({ nameKey, idKey }: JudgedRow): KnownPerson[] {
      const named = byName.get(nameKey) ?? []
      const holder = idKey === null ? undefined : byId.get(idKey)
      return holder === undefined || named.includes(holder) ? named : [holder, ...named]
    },
    elsewhere: ({ idKey }: JudgedRow): boolean => idKey !== null && elsewhere.has(idKey),
  }
}
