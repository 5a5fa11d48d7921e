/**
 * Times a list of 12 columns out and in again, each in a process of its own for its peak memory:
 * `node platform/server/sheets/measure.ts [rows]`. `excel` shares every text as Excel does, the hard case for a reader.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openSheet } from './open-sheet.ts'
import { writeCsv } from './write-csv.ts'
import { type SheetColumn, writeXlsx } from './write-xlsx.ts'

const COLUMNS: SheetColumn[] = '序号 姓名 性别 身份证号 手机号 小区 楼栋 单元 房号 出生日期 租户 备注'
  .split(' ')
  .map((title) => ({ title, kind: title === '序号' ? 'number' : title === '出生日期' ? 'date' : 'text' }))

function* people(count: number): Generator<unknown[]> {
  for (let at = 0; at < count; at++) {
    const day = new Date(Date.UTC(1930 + (at % 90), at % 12, 1 + (at % 28))).toISOString().slice(0, 10)
    const number = `999999${day.replaceAll('-', '')}${String(at % 10_000).padStart(4, '0')}`
    const phone = `100${String((at * 7919) % 1e8).padStart(8, '0')}`
    const home = [`桃花小区${at % 20}`, `${at % 53}栋`, `${at % 4}单元`, String(100 + (at % 1800))]
    const note = at % 5 ? null : '独居老人，需送药 & 上门'
    yield [at + 1, `张桃${at % 200_000}`, at % 2 ? '男' : '女', number, phone, ...home, day, at % 3 ? '否' : '是', note]
  }
}

async function run(work: string, path: string, rows: number): Promise<void> {
  const began = performance.now()
  let seen = rows
  const watermark = '甲 于今日导出'
  if (work === 'read') {
    const sheet = await openSheet(path, path)
    seen = 0
    for await (const _ of sheet.rows()) seen++
    await sheet.close()
  } else if (path.endsWith('csv')) await writeCsv(path, { watermark, columns: COLUMNS, rows: people(rows) })
  else {
    const sheets = [{ name: '名单', columns: COLUMNS, rows: people(rows) }]
    await writeXlsx(path, { watermark, sheets, shareAllTexts: path.includes('excel') })
  }
  const seconds = Number(((performance.now() - began) / 1000).toFixed(1))
  const peakMB = Math.round(process.resourceUsage().maxRSS / 1024)
  const fileMB = Math.round(statSync(path).size / 1024 / 1024)
  console.log(
    JSON.stringify({ work, file: path.slice(path.lastIndexOf('/') + 1), rows: seen, seconds, peakMB, fileMB }),
  )
}

const [first = '500000', path, rows] = process.argv.slice(2)
if (path !== undefined) await run(first, path, Number(rows))
else {
  const folder = mkdtempSync(join(tmpdir(), 'sheets-'))
  for (const file of ['list.xlsx', 'excel.xlsx', 'list.csv']) {
    for (const work of ['write', 'read']) {
      execFileSync(process.execPath, [fileURLToPath(import.meta.url), work, join(folder, file), first], {
        stdio: 'inherit',
      })
    }
  }
  rmSync(folder, { recursive: true })
}
