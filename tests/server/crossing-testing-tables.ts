/** The tables of operations and testing as crossing tests see them: who reads, who writes, and a row of each at any place. */
import { type Role, roles } from '../../platform/pure/roles.ts'
import { type TableSpec, text } from '../crossing.ts'
import { freshId, HOME, OTHER, STREET_ID } from '../small-world.ts'

export const keepers: Role[] = ['officer', 'leader', 'grid-worker']
export const crews: Role[] = [...keepers, 'lane-crew']
const watchers: Role[] = [...keepers, 'superior']
export const OPERATION = freshId()
/** A round of each community, and rounds that nothing hangs on yet. */
export const ROUND: Readonly<Record<string, string>> = { [HOME]: freshId(), [OTHER]: freshId() }
export const EMPTY: Readonly<Record<string, string>> = { [HOME]: freshId(), [OTHER]: freshId() }
export const SPARE = Array.from({ length: 400 }, () => freshId())
const RESIDENT = freshId()

const street = { street_id: text(STREET_ID) }
export const now = 'now()'
let spare = 0
const of = (path: string) => ({
  ...street,
  operation_id: text(OPERATION),
  round_id: text(ROUND[path] ?? ROUND[HOME]!),
  path: text(path),
})
const fact = (path: string) => ({ ...of(path), id: text(freshId()), account_id: text(freshId()) })

export const SPECS: TableSpec[] = [
  {
    table: 'operation.operation',
    readers: [...roles.values],
    writers: ['officer', 'leader'],
    sharedAbove: true,
    row: (path) => ({
      ...{
        ...street,
        id: text(freshId()),
        path: text(path),
        name: text('行动'),
        hazard: text('epidemic'),
        purpose: text('全员检测'),
      },
      ...{ basis: `'{"issuer":"a","title":"b","date":"2026-03-01"}'`, starts_at: now, opened_by: text(freshId()) },
    }),
  },
  {
    table: 'testing.round',
    readers: [...watchers, 'lane-crew'],
    writers: ['officer', 'leader'],
    sharedAbove: true,
    row: (path) => round(freshId(), path),
  },
  {
    table: 'testing.site',
    readers: [...watchers, 'lane-crew'],
    writers: ['officer', 'leader'],
    sharedAbove: true,
    row: (path) => ({
      ...{ ...of(path), id: text(freshId()), name: text('点'), kind: text('fixed'), lanes: '1', pool_size: '10' },
      ...{ catchment: `ARRAY['${path}']`, opens_at: now, closes_at: `now() + interval '1 hour'` },
    }),
  },
  {
    table: 'testing.listed',
    readers: ['officer', 'leader'],
    writers: ['officer', 'leader'],
    row: (path) => ({ ...of(path), resident_id: text(freshId()) }),
  },
  {
    table: 'testing.report',
    readers: ['officer', 'leader', 'superior'],
    writers: ['officer', 'leader'],
    row: (path) => ({ ...of(path), round_id: text(SPARE[spare++ % SPARE.length]!), report: `'{}'` }),
  },
  {
    table: 'testing.due',
    readers: watchers,
    writers: [],
    row: (path) => ({ ...of(path), resident_id: text(freshId()), state: text('due') }),
  },
  {
    table: 'testing.missing',
    readers: watchers,
    writers: [],
    row: (path) => ({
      ...street,
      round_id: text(ROUND[path]!),
      path: text(path),
      resident_id: text(freshId()),
      door: text(path),
    }),
  },
  {
    table: 'testing.counter',
    readers: [...watchers, 'lane-crew'],
    writers: [],
    row: (path) => ({ ...street, round_id: text(freshId()), path: text(path) }),
  },
  {
    table: 'testing.lane_counter',
    readers: [...watchers, 'lane-crew'],
    writers: [],
    row: (path) => ({
      ...street,
      round_id: text(freshId()),
      site_id: text(freshId()),
      lane: '1',
      quarter: now,
      path: text(path),
    }),
  },
  {
    table: 'testing.sample',
    readers: watchers,
    writers: [],
    row: (path) => ({
      ...{
        ...fact(path),
        site_id: text(freshId()),
        lane: '1',
        tube_id: text(freshId()),
        resident_id: text(freshId()),
        how: text('scan'),
      },
      ...{ taken_at: now, device_taken_at: now, first: 'false' },
    }),
  },
  {
    table: 'testing.sample_void',
    readers: watchers,
    writers: [],
    row: (path) => ({ ...fact(path), sample_id: text(freshId()), reason: text('wrong-person'), at: now }),
  },
  {
    table: 'testing.walk_in',
    readers: watchers,
    writers: [],
    row: (path) => ({ ...of(path), key: text(freshId()), sample_id: text(freshId()) }),
  },
  {
    table: 'testing.walk_in_secret',
    readers: [],
    writers: [],
    row: (path) => ({ ...street, operation_id: text(OPERATION), sample_id: text(freshId()), path: text(path) }),
  },
  {
    table: 'testing.tube',
    readers: [...watchers, 'lane-crew'],
    writers: crews,
    row: (path) => ({
      ...{ ...fact(path), site_id: text(freshId()), lane: '1', code: text('T1'), pool_size: '10', opened_at: now },
    }),
  },
  {
    table: 'testing.custody',
    readers: [...watchers, 'lane-crew'],
    writers: crews,
    row: (path) => ({ ...fact(path), tube_id: text(freshId()), step: text('packed'), at: now }),
  },
  {
    table: 'testing.contact_try',
    readers: watchers,
    writers: keepers,
    row: (path) => ({
      ...fact(path),
      resident_id: text(RESIDENT),
      way: text('call'),
      outcome: text('refused'),
      at: now,
    }),
  },
]

export function round(id: string, path: string): Record<string, string> {
  return {
    ...{
      ...street,
      operation_id: text(OPERATION),
      id: text(id),
      path: text(path),
      name: text('轮次'),
      scope: text('whole'),
    },
    ...{ pool_size: '10', opens_at: now, closes_at: `now() + interval '1 hour'`, opened_by: text(freshId()) },
  }
}
