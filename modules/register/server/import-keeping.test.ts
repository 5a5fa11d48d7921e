/** Whose lists they are, and what becomes of them when they are sent twice, discarded or a process dies. */
import { existsSync } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { idNumber, OTHER, STREET } from '../../../tests/small-world.ts'
import { register } from '../contract.ts'
import { AT_101, type ImportWorld, importWorld, KNOWN, NEW_PERSON, refusal } from '../../../tests/import-world.ts'

const ops = register.operations
let it: ImportWorld
beforeEach(async () => {
  it = await importWorld()
})
afterEach(() => it.close())

describe('who may', () => {
  test('lists of another community are neither seen nor applied', async () => {
    const view = await it.bring([NEW_PERSON])
    const other = await it.signIn('leader2')
    for (const [operation, input] of [
      [ops.importStatus, {}],
      [ops.importRows, {}],
      [ops.discardImport, {}],
      [ops.exportBadRows, {}],
    ] as const)
      expect((await refusal(other.call(operation, { id: view.id, ...input }))).status).toBe(404)
    expect((await refusal(other.call(ops.applyImport, { id: view.id }))).status).toBe(404)
    expect((await other.call(ops.imports, {})).imports).toEqual([])
    expect((await refusal(it.send(it.leader, await it.xlsx([NEW_PERSON]), { under: OTHER }))).status).toBe(404)
    expect((await refusal(it.send(await it.signIn('superior'), await it.xlsx([NEW_PERSON])))).status).toBe(403)
  })

  test('a number registered out of sight is told as that, to the street as what it is', async () => {
    const moved = ['柳星', idNumber('1970-11-12', 8), '', ...AT_101, '', '']
    const view = await it.bring([moved])
    expect(view.counts).toMatchObject({ conflict: 1 })
    expect((await it.rowsOf(view.id))[0]?.problems[0]).toMatchObject({ code: 'registered-elsewhere' })
    const officer = await it.signIn('officer')
    const seen = await it.settled(await it.send(officer, await it.xlsx([moved]), { under: STREET }), officer)
    expect(seen.counts).toMatchObject({ changed: 1 })
    expect((await it.rowsOf(seen.id, officer))[0]?.changes).toEqual([
      { field: 'address', from: '柳亭苑 1号楼 1单元 101室', to: '桃影苑 1号楼 1单元 101室' },
    ])
  })
})

test('the same upload sent twice is one list; a discarded one is gone with its rows', async () => {
  const path = await it.xlsx([NEW_PERSON])
  const id = await it.send(it.leader, path)
  await it.send(it.leader, path, { id })
  expect((await it.leader.call(ops.imports, {})).imports).toHaveLength(1)
  await it.settled(id)
  await it.leader.call(ops.discardImport, { id })
  expect(await it.leader.call(ops.importStatus, { id })).toMatchObject({ state: 'discarded' })
  expect((await it.admin.query('SELECT FROM register.import_row')).rowCount).toBe(0)
  expect((await refusal(it.leader.call(ops.applyImport, { id }))).problem.code).toBe('list.done')
})

test('a process that died while reading or applying: the next start takes the list up', async () => {
  const first = await it.bring([NEW_PERSON])
  const path = await it.xlsx([KNOWN, NEW_PERSON])
  const second = await it.send(it.leader, path)
  await it.settled(second)
  // The file goes a moment after the list is ready.
  await expect.poll(() => existsSync(it.waiting(second))).toBe(false)
  // As a killed process leaves them: one staged in part with its file still there, one on its way into the register.
  await mkdir(dirname(it.waiting(second)), { recursive: true })
  await copyFile(path, it.waiting(second))
  await it.admin.query(`UPDATE register.import SET state = 'reading', progress = 0.4 WHERE id = $1`, [second])
  await it.admin.query('DELETE FROM register.import_row WHERE import_id = $1 AND row_no > 3', [second])
  await it.admin.query(`UPDATE register.import SET state = 'applying' WHERE id = $1`, [first.id])
  await it.restart()
  expect(await it.settled(second)).toMatchObject({ state: 'ready', counts: { rows: 2, new: 1, same: 1 } })
  expect(await it.settled(first.id)).toMatchObject({ state: 'ready', counts: { new: 1 } })
})
