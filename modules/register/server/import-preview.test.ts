/** What a person sees of a list before it is applied: columns, verdicts, reasons; nothing is written. */
import { readFile, writeFile } from 'node:fs/promises'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { idNumber } from '../../../tests/small-world.ts'
import { writeXlsx } from '../../../platform/server/sheets/write-xlsx.ts'
import { register } from '../contract.ts'
import { AT_101, HEAD, type ImportWorld, importWorld, KNOWN, NEW_PERSON, refusal } from '../../../tests/import-world.ts'

const ops = register.operations
let it: ImportWorld
beforeEach(async () => {
  it = await importWorld()
})
afterEach(() => it.close())

describe('a list before it is applied', () => {
  test('columns, verdicts and reasons are there, and nothing is written', async () => {
    const before = await it.register()
    const view = await it.bring([
      KNOWN,
      NEW_PERSON,
      ['桃大松', idNumber('1985-05-06', 3), '15400000099', ...AT_101, '子', ''],
      ['别的人', idNumber('1990-07-08', 2), '', ...AT_101, '子', ''],
      ['柳小花', `${idNumber('1991-01-01', 12).slice(0, 17)}?`, '', ...AT_101, '子', ''],
      ['柳小草', idNumber('1992-01-01', 13), '', '桃影苑', '9', '1', '101', '子', ''],
      ['合计', '', '', '', '', '', '', '', '6'],
    ])
    expect(view).toMatchObject({ state: 'ready', progress: 1, headerRow: 2, problem: null })
    expect(view.columns.map(({ field }) => field)).toEqual([
      'name',
      'idNumber',
      'phone',
      'compound',
      'building',
      'unit',
      'room',
      'relation',
      'note',
    ])
    expect(view.counts).toEqual({ rows: 7, new: 1, same: 1, changed: 1, conflict: 1, bad: 2, skipped: 1 })
    const rows = await it.rowsOf(view.id)
    expect(rows.map(({ verdict }) => verdict)).toEqual(['same', 'new', 'changed', 'conflict', 'bad', 'bad', 'skipped'])
    expect(rows[2]?.changes).toEqual([{ field: 'phone', from: '129****0003', to: '154****0099' }])
    expect(rows[3]?.problems[0]).toMatchObject({ field: 'name', code: 'other-name-in-register' })
    expect(rows[4]?.problems[0]?.words[0]).toContain('证件号码')
    expect(rows[5]?.problems[0]?.words).toEqual([
      '该小区没有这栋楼，请核对楼号',
      'The compound has no such building; check its number',
    ])
    expect(await it.register()).toEqual(before)
  })

  test('whole numbers show only where they are what is wrong', async () => {
    const wrong = `${idNumber('1991-01-01', 12).slice(0, 17)}?`
    const view = await it.bring([NEW_PERSON, ['柳小花', wrong, '15400000012', ...AT_101, '', '']])
    const rows = await it.rowsOf(view.id)
    expect(rows[0]?.cells[1]).toBe(`329${'*'.repeat(13)}${NEW_PERSON[1]?.slice(-2)}`)
    expect(rows[0]?.cells[2]).toBe('154****0011')
    expect(rows[1]?.cells[1]).toBe(wrong)
  })

  test('rows come in pages and by verdict', async () => {
    const view = await it.bring(
      Array.from({ length: 7 }, (_, i) => [`松小云`, idNumber('2001-02-03', 21 + 2 * i), '', ...AT_101, '', '']),
    )
    // The same name, day and door under seven numbers: one of them at most is right, so all are asked about.
    expect(view.counts).toMatchObject({ rows: 7, bad: 7 })
    const first = await it.leader.call(ops.importRows, { id: view.id, limit: 4 })
    const second = await it.leader.call(ops.importRows, { id: view.id, after: first.next ?? 0, limit: 4 })
    expect([...first.rows, ...second.rows].map(({ rowNo }) => rowNo)).toEqual([3, 4, 5, 6, 7, 8, 9])
    expect(second.next).toBeNull()
    expect((await it.leader.call(ops.importRows, { id: view.id, verdict: ['new'] })).rows).toEqual([])
  })
})

describe('columns', () => {
  test('a correction is read again and wins', async () => {
    const head = ['称呼', '身份证号', '号码', '住处']
    const view = await it.bring([['松小云', NEW_PERSON[1], '15400000011', '桃影苑1-1-101']], head)
    expect(view.problem?.[0]).toContain('缺少必要的列')
    expect(view.counts).toMatchObject({ rows: 1, new: 0 })
    expect((await refusal(it.leader.call(ops.applyImport, { id: view.id }))).problem.code).toBe('list.missingColumn')
    await it.leader.call(ops.mapColumns, {
      id: view.id,
      columns: [
        { index: 0, field: 'name' },
        { index: 3, field: 'address' },
      ],
    })
    const mapped = await it.settled(view.id)
    expect(mapped).toMatchObject({ state: 'ready', problem: null, counts: { rows: 1, new: 1 } })
    expect(mapped.columns[0]).toMatchObject({ field: 'name', confidence: 1 })
    await it.leader.call(ops.mapColumns, { id: view.id, columns: [{ index: 2, field: null }] })
    const again = await it.settled(view.id)
    expect(again.columns.map(({ field }) => field)).toEqual(['name', 'idNumber', null, 'address'])
    expect(again.counts.new).toBe(1)
  })

  test('a head row set by hand', async () => {
    const view = await it.bring([['桃影苑', '2026', '', '', '', '', '', '', ''], NEW_PERSON])
    expect(view).toMatchObject({ headerRow: 2, counts: { rows: 2 } })
    await it.leader.call(ops.mapColumns, {
      id: view.id,
      headerRow: 3,
      columns: HEAD.map((_, index) => ({
        index,
        field:
          (['name', 'idNumber', 'phone', 'compound', 'building', 'unit', 'room', 'relation', 'note'] as const)[index] ??
          null,
      })),
    })
    expect(await it.settled(view.id)).toMatchObject({ headerRow: 3, counts: { rows: 1, new: 1 } })
  })
})

describe('files of all kinds', () => {
  test.each([
    ['text.xlsx', 'this is no spreadsheet at all \u0000\u0001', 415],
    ['empty.csv', '', 422],
  ])('%s is refused at once', async (name, content, status) => {
    const path = it.path(name)
    await writeFile(path, content)
    const refused = await refusal(it.send(it.leader, path, { name }))
    expect(refused.status).toBe(status)
    expect(refused.problem.words[0]).toMatch(/\p{Script=Han}/u)
    expect((await it.leader.call(ops.imports, {})).imports).toEqual([])
  })

  test('a csv in GBK is read', async () => {
    const path = it.path('gbk.csv')
    // 姓名,房号 / 桃影苑…: written by hand in GBK, as Excel in China saves csv.
    const gbk = Buffer.from('d0d5c3fb2cd0a1c7f82cc2a5bac52cb7bfbac50d0acbc9d4c62cccd2d3b0d4b72c312c3130310d0a', 'hex')
    await writeFile(path, gbk)
    const view = await it.settled(await it.send(it.leader, path, { name: 'gbk.csv' }))
    expect(view).toMatchObject({ state: 'ready', counts: { rows: 1, new: 1 } })
    expect((await it.rowsOf(view.id))[0]?.cells[0]).toBe('松云')
  })

  test('numbers that Excel has rounded are lost, and put in doubt a good one that looks like them', async () => {
    const heads = Array.from({ length: 300 }, (_, i) => {
      const day = new Date(Date.UTC(1980, 0, 1 + i)).toISOString().slice(0, 10)
      return { day, number: idNumber(day, 500) }
    })
    const rounded = heads.find(({ number }) => !number.endsWith('0'))?.number.replace(/.{3}$/, '000') ?? ''
    const looksAlike = heads.find(({ number }) => number.endsWith('000'))?.number ?? ''
    const path = it.path('rounded.csv')
    await writeFile(path, `姓名,身份证号,地址\n松小云,${rounded},桃影苑1-1-101\n松小桃,${looksAlike},桃影苑1-1-101\n`)
    const view = await it.settled(await it.send(it.leader, path, { name: 'rounded.csv' }))
    expect(view.counts).toMatchObject({ rows: 2, new: 0, bad: 2 })
    expect((await it.rowsOf(view.id)).map(({ problems }) => problems[0]?.code)).toEqual([
      'mangled-by-excel',
      'mangled-by-excel',
    ])
    await writeFile(path, `姓名,身份证号,地址\n松小桃,${looksAlike},桃影苑1-1-101\n`)
    expect(await it.settled(await it.send(it.leader, path, { name: 'rounded.csv' }))).toMatchObject({
      counts: { new: 1 },
    })
  })

  test('a page of instructions before the list is passed over', async () => {
    const path = it.path('two-pages.xlsx')
    await writeXlsx(path, {
      watermark: '填写说明',
      sheets: [
        { name: '说明', columns: [{ title: '说明' }], rows: [['请按身份证填写'], ['电话填手机']] },
        { name: '名单', columns: HEAD.map((title) => ({ title })), rows: [NEW_PERSON] },
      ],
    })
    expect(await it.settled(await it.send(it.leader, path))).toMatchObject({
      state: 'ready',
      counts: { rows: 1, new: 1 },
    })
  })

  test('half characters and NUL in a file do not stop it', async () => {
    const path = it.path('odd.xlsx')
    await writeXlsx(path, {
      watermark: '名单',
      sheets: [
        { name: '名单', columns: HEAD.map((title) => ({ title })), rows: [[...NEW_PERSON.slice(0, 8), 'HALF']] },
      ],
    })
    // The writer refuses such text, so it is put into the finished file.
    const parts = unzipSync(await readFile(path))
    for (const [name, bytes] of Object.entries(parts)) {
      if (name.endsWith('.xml')) parts[name] = strToU8(strFromU8(bytes).replaceAll('HALF', 'a_xD800_b_x0000_c'))
    }
    await writeFile(path, zipSync(parts))
    const view = await it.settled(await it.send(it.leader, path))
    expect(view).toMatchObject({ state: 'ready', counts: { rows: 1, new: 1 } })
    expect(await it.apply(view.id)).toMatchObject({ state: 'applied' })
  })
})
