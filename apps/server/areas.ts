/**
 * `npm run areas -- FILE [--street d01.s01.]`: builds the tree of a sub-district from a list of doors, one a row
 * (columns 社区 片区 网格 小区 楼栋 单元 房号, in any order), in one transaction. The same list again adds nothing.
 */
import { parseArgs } from 'node:util'
import { areaPlanner, type NewArea, readAreaTitles } from '../../modules/register/area-list.ts'
import { areasOfStreet, insertAreas, streets } from '../../modules/register/server/public.ts'
import { systemActor } from '../../platform/server/actor.ts'
import { openDatabase } from '../../platform/server/database/database.ts'
import { readSettings } from '../../platform/server/settings.ts'
import { openSheet } from '../../platform/server/sheets/open-sheet.ts'
import { openOwnDatabase } from './open-database.ts'
import { progressBar } from './progress-bar.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { street: { type: 'string' } } })

async function main(): Promise<void> {
  const [file] = positionals
  if (!file) throw new Error('用法 Usage: npm run areas -- FILE.xlsx|csv [--street d01.s01.]')
  const bar = progressBar(process.stdout)
  const own = await openOwnDatabase(readSettings(process.env), bar.step)
  bar.end()
  const database = openDatabase(own.adminUrl, { max: 1 })
  const sheet = await openSheet(file, file)
  try {
    const all = await database.within(systemActor('', 'd.'), streets)
    const street = values.street ? all.find((s) => s.path === values.street) : all.length === 1 ? all[0] : undefined
    if (!street)
      throw new Error(
        `请用 --street 指明街道 · choose the sub-district with --street: ${all.map((s) => `${s.path} ${s.name}`).join(', ')}`,
      )
    await database.within(
      systemActor(street.streetId, street.path),
      async (context) => {
        const planner = areaPlanner(street.path, await areasOfStreet(context, street.path))
        const added: NewArea[] = []
        const wrong: string[] = []
        let columns: ReturnType<typeof readAreaTitles> | null = null
        for await (const { number, cells } of sheet.rows()) {
          const texts = cells.map((cell) => cell.text)
          if (columns === null) {
            columns = readAreaTitles(texts)
            if ('missing' in columns)
              throw new Error(
                `第 ${number} 行表头缺少列 · the heading in row ${number} lacks a column: ${columns.missing}`,
              )
            continue
          }
          if ('missing' in columns) break
          const row = planner.add(texts, columns)
          added.push(...row.added)
          if (row.lacking) wrong.push(`第 ${number} 行缺少 · row ${number} lacks: ${row.lacking}`)
        }
        // All or nothing: a half-built tree would have to be found out door by door.
        if (wrong.length > 0)
          throw new Error(
            `${wrong.slice(0, 20).join('\n')}\n共 ${wrong.length} 行有误，未写入 · ${wrong.length} rows are wrong; nothing was written`,
          )
        await insertAreas(context, street.streetId, added)
        console.log(
          `新增 ${added.length} 个区域 · ${added.length} areas added (${added.filter((a) => a.kind === 'dwelling').length} 户 dwellings)`,
        )
      },
      { timeout: 0 },
    )
  } finally {
    await sheet.close()
    await database.close()
    await own.stop()
  }
}

main().catch((error: { message: string; kind?: { words: readonly string[] } }) => {
  console.error(error.kind?.words.join('\n') ?? error.message)
  process.exit(1)
})
