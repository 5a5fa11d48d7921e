/** Judges the rows of one list of enterprises: first what each row says, then what it means for those that are kept. */
import { atDepth, depthOf } from '../../../platform/pure/area.ts'
import { listMemory } from '../../../platform/pure/list-memory.ts'
import {
  finishedRow,
  type Judge,
  type JudgeOptions,
  type ListRow,
  type StagedRow,
} from '../../../platform/server/lists/list-kind.ts'
import { manyIds } from '../../../platform/server/many-ids.ts'
import { dwellingAddress } from '../../register/address-index.ts'
import { depthOfKind } from '../../register/model.ts'
import type { ImportField } from '../list-fields.ts'
import type { Fault, Remark } from '../list-problems.ts'
import { type Carried, type RowDraft, rowReader } from '../list-row.ts'
import { type Judged, judgeRow, mergedWith } from '../list-verdict.ts'
import { matchPremises, type PremisesIndex } from '../premises.ts'
import { textKey } from '../search.ts'
import { codesElsewhere, type KnownEnterprise, knownEnterprises } from './import-known.ts'
import { changesOf, importRecord, type SaidPhones } from './import-record.ts'

export interface OpenRow {
  rowNo: number
  row: Judged
  phones: SaidPhones
  carried: Carried
  remarks: Remark[]
}
type Staged = StagedRow<ImportField>

export const openJudge = (
  { list, mapping, house }: JudgeOptions<ImportField>,
  index: PremisesIndex,
): Judge<ImportField, OpenRow, unknown> => {
  const readRow = rowReader(mapping)
  const remember = listMemory()
  const freshId = manyIds()
  const contested: { rowNo: number; fault: Fault }[] = []
  const areaTitle = mapping.columns.find(({ field }) => field === 'area')?.title ?? ''
  let above: Carried | null = null

  const keyOf = (phone: string | null | undefined): string | null | undefined =>
    phone == null ? phone : house.digest('phone', phone).toString('hex')

  const judged = (draft: RowDraft, path: string): Judged => {
    const { areaName: _, kindTold, address, legalPhone, contactPhone, ...said } = draft
    const [legalKey, contactKey] = [keyOf(legalPhone), keyOf(contactPhone)]
    return {
      said: {
        ...said,
        path,
        ...(address === '' ? {} : { address }),
        ...(legalKey === undefined ? {} : { legalKey }),
        ...(contactKey === undefined ? {} : { contactKey }),
      },
      kindTold,
      nameKey: textKey(draft.name),
      community: atDepth(path, depthOfKind('community')),
    }
  }

  const read = ({ rowNo, cells }: ListRow): Staged | { open: OpenRow } => {
    const aside = (verdict: 'bad' | 'skipped', problems: (Fault | Remark)[]): Staged =>
      finishedRow<ImportField>(rowNo, verdict, problems, above)
    const reading = readRow(cells, above)
    above = reading.carried
    if (reading.kind === 'skipped') return aside('skipped', [reading.remark])
    const { draft, faults, remarks, carried } = reading
    const premises = matchPremises(draft.address, draft.areaName, index)
    if (!premises.areaKnown) remarks.push({ field: 'area', code: 'area-unknown', params: { title: areaTitle } })
    if (premises.path === null) faults.push({ field: 'area', code: 'no-community' })
    if (faults.length > 0 || premises.path === null) return aside('bad', [...faults, ...remarks])
    if (premises.vague !== null) remarks.push({ field: 'address', code: 'premises-vague', why: premises.vague })
    const row = judged(draft, premises.path)
    const byPlace = ['name', row.nameKey, premises.path]
    const keys = row.said.code == null ? [byPlace] : [['code', row.said.code]]
    const content = Object.entries(row.said).flatMap(([field, value]) => [field, value === null ? null : String(value)])
    const twin = remember({ soughtBy: keys, foundBy: keys, content }, rowNo)
    if (twin === null) {
      const phones = { legal: draft.legalPhone ?? undefined, contact: draft.contactPhone ?? undefined }
      return { open: { rowNo, row, phones, carried, remarks } }
    }
    if (twin.same) return aside('skipped', [{ field: null, code: 'repeated-row', params: { row: twin.firstRow } }])
    contested.push({ rowNo: twin.firstRow, fault: { field: 'name', code: 'twice-in-list', params: { row: rowNo } } })
    return aside('bad', [{ field: 'name', code: 'twice-in-list', params: { row: twin.firstRow } }, ...remarks])
  }

  const stage = (open: OpenRow, candidates: readonly KnownEnterprise[], elsewhere: boolean): Staged => {
    const { rowNo, row, phones, remarks } = open
    const verdict = judgeRow(row, candidates)
    const known = 'known' in verdict ? (verdict.known as KnownEnterprise) : null
    const base = { rowNo, subjectId: known?.id ?? null, problems: remarks }
    const conflict = (fault: Fault): Staged => ({
      ...base,
      verdict: 'conflict',
      draft: { places: open.carried },
      problems: [fault, ...remarks],
    })
    if (verdict.verdict === 'gone')
      return { ...base, verdict: 'skipped', draft: null, problems: [{ field: 'state', code: 'closed-passed-over' }] }
    if (verdict.verdict === 'conflict') return conflict(verdict.fault)
    if (verdict.verdict === 'same') return { ...base, verdict: 'same', draft: null }
    // Whoever carries the code out of sight would stop the whole list at the unique index.
    if (elsewhere && known?.code !== row.said.code) return conflict({ field: 'code', code: 'registered-elsewhere' })
    if (verdict.verdict === 'new' || known === null) {
      const record = importRecord(mergedWith(row, null), phones, null, house.digest)
      return { ...base, verdict: 'new', subjectId: freshId(), draft: { record } }
    }
    const record = importRecord(verdict.after, phones, known, house.digest)
    const premisesOf = (path: string): string => dwellingAddress(path, index.addresses) || path
    const changes = changesOf(verdict.fields, known, verdict.after, record, premisesOf)
    return { ...base, verdict: 'changed', draft: { changes, record } }
  }

  return {
    read,
    async judge(context, open) {
      const codes = open.flatMap(({ row }) => row.said.code ?? [])
      const names = [...new Set(open.map(({ row }) => row.nameKey))]
      const known = open.length === 0 ? [] : await knownEnterprises(context, list.streetId, codes, names)
      const byCode = new Map(known.flatMap((one) => (one.code === null ? [] : [[one.code, one]])))
      const byName = Map.groupBy(known, (one) => one.nameKey)
      const byShort = Map.groupBy(known, (one) => one.shortKey)
      const unseen = depthOf(context.actor.path) <= depthOfKind('street') ? [] : codes.filter((c) => !byCode.has(c))
      const elsewhere = unseen.length === 0 ? new Set<string>() : await codesElsewhere(context, list.streetId, unseen)
      return open.map((one) => {
        const code = one.row.said.code ?? null
        const holder = code === null ? undefined : byCode.get(code)
        const named = [...(byName.get(one.row.nameKey) ?? []), ...(byShort.get(one.row.nameKey) ?? [])]
        const candidates = new Set(holder === undefined ? named : [holder, ...named])
        return stage(one, [...candidates], code !== null && elsewhere.has(code))
      })
    },
    contested: async () => contested,
  }
}
