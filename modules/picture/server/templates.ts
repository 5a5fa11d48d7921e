/** Templates: uploaded and looked through, marked cell by cell, filled whenever somebody asks. */
import { readFile } from 'node:fs/promises'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { say, type Word } from '../../../platform/pure/words.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { fillTemplate } from '../../../platform/server/sheets/fill-template.ts'
import { openSheet } from '../../../platform/server/sheets/open-sheet.ts'
import { sheetProblems } from '../../../platform/server/sheets/problems.ts'
import { readTemplate } from '../../../platform/server/sheets/read-template.ts'
import { areaNames } from '../../register/server/public.ts'
import { checkKept, isPersonal } from '../check-question.ts'
import { picture } from '../contract.ts'
import { problems, type Result } from '../model.ts'
import { outputsOf } from '../output.ts'
import { planFill } from '../plan-fill.ts'
import { picturePolicy } from '../policy.ts'
import { sourceOf } from '../sources.ts'
import type { Template } from '../template.ts'
import { placeholdersOf, unmarked } from '../template-marks.ts'
import { listFields } from './field-store.ts'
import { updateRemoved } from './report-store.ts'
import { answer, assertNothingFound, prepare } from './run.ts'
import { findTemplate, insertTemplate, type KeptTemplate, updateMarks } from './template-store.ts'

const { events } = picture
const MOST_BYTES = 8 * 1024 * 1024
const recordWords: Word = ['导出记录', 'Export record']

async function keptOrThrow(context: Context, id: string): Promise<KeptTemplate> {
  const found = await findTemplate(context, id)
  if (!found) throw new Problem(platformProblems.notFound)
  return found
}

async function templateOf(context: Context, { line, content, parts, marks }: KeptTemplate): Promise<Template> {
  const sheets = await readTemplate(content)
  const fields = new Map((await listFields(context)).map((f) => [f.id, f]))
  return {
    ...line,
    sheets: sheets.map(({ rows, merges, widths, ...sheet }) => ({
      ...sheet,
      rows: rows.map(({ row, cells }) => ({ row, cells: [...cells] })),
      merges: [...merges],
      widths: [...widths],
    })),
    parts,
    marks,
    unmarked: unmarked(placeholdersOf(sheetsOf(sheets)), marks).map(({ alone: _, ...rest }) => rest),
    outputs: parts.map(({ question }) => {
      const source = sourceOf(question.source)
      return {
        list: question.rows.by === 'each' || question.rows.groups.length > 0,
        titles: source ? outputsOf(question, source, fields).map((o) => o.title) : [],
      }
    }),
  }
}
type Grids = Awaited<ReturnType<typeof readTemplate>>
const sheetsOf = (sheets: Grids) =>
  sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((r) => ({ ...r, cells: [...r.cells] })),
    merges: [...sheet.merges],
    widths: [...sheet.widths],
  }))

/** Answers of all parts, with a word when a list is longer than a form takes. */
async function resultsOf(context: Context, parts: Template['parts'], purpose: string): Promise<Result[]> {
  const fields = await listFields(context)
  const most = picturePolicy.templateRows
  const results: Result[] = []
  for (const { question } of parts) {
    const asked = await prepare(context, { ...question, purpose: question.purpose ?? purpose }, { fields })
    const result = await answer(context, asked, most + 1)
    if (result.rows.length > most) throw new Problem(problems.listTooLong, { rows: result.total, most })
    results.push(result)
  }
  return results
}

type Handlers = HandlersOf<typeof picture>
export const templateHandlers: Pick<
  Handlers,
  'template' | 'uploadTemplate' | 'markTemplate' | 'removeTemplate' | 'fillTemplate'
> = {
  template: async (context, { id }) => templateOf(context, await keptOrThrow(context, id)),

  uploadTemplate: {
    async outside({ house, actor, file }, { id, name }) {
      if (!file) throw new Problem(platformProblems.noFile)
      if (file.bytes > MOST_BYTES) throw new Problem(problems.templateTooLarge, { limit: MOST_BYTES / 1024 / 1024 })
      // What is no workbook is refused with a word on what it is; a csv has no cells to fill.
      const sheet = await openSheet(file.path, file.name)
      await sheet.close()
      if (sheet.kind !== 'xlsx') throw new Problem(sheetProblems.notSpreadsheet)
      const content = await readFile(file.path)
      await readTemplate(content)
      await house.database.within(actor, async (context) => {
        const isNew = await insertTemplate(context, { id, name, fileName: file.name, content })
        await keptOrThrow(context, id)
        if (isNew) await context.record(events.templateUploaded, { path: actor.path, data: { templateId: id } })
      })
      return { id }
    },
  },

  markTemplate: async (context, draft) => {
    const { line, content } = await keptOrThrow(context, draft.id)
    if (!line.mayChange) throw new Problem(platformProblems.notAllowed)
    for (const { question } of draft.parts) assertNothingFound(checkKept(question))
    const sheets = new Set((await readTemplate(content)).map((s) => s.name))
    const astray = draft.marks.find((m) => !sheets.has(m.sheet) || ('part' in m.takes && !draft.parts[m.takes.part]))
    if (astray) throw new Problem(problems.notOfTemplate, { cell: astray.cell })
    if (!(await updateMarks(context, draft))) throw new Problem(problems.templateChanged)
    await context.record(events.templateMarked, {
      path: line.path,
      data: { templateId: draft.id, marks: draft.marks.length },
    })
    return templateOf(context, await keptOrThrow(context, draft.id))
  },

  removeTemplate: async (context, { id, version }) => {
    const { line } = await keptOrThrow(context, id)
    if (!line.mayChange) throw new Problem(platformProblems.notAllowed)
    if (!(await updateRemoved(context, 'template', id, version))) throw new Problem(problems.templateChanged)
    await context.record(events.templateRemoved, { path: line.path, data: { templateId: id } })
    return {}
  },

  fillTemplate: {
    async outside({ house, actor }, { id, purpose, lang }) {
      const { line, content, parts, marks, sheets, area, operationId } = await house.database.within(
        actor,
        async (context) => {
          const kept = await keptOrThrow(context, id)
          if (kept.marks.length === 0) throw new Problem(problems.nothingMarked)
          const fields = await listFields(context)
          let operation: string | undefined
          // What may not be asked is told now, not by a file that never comes.
          for (const { question } of kept.parts) {
            const asked = await prepare(context, { ...question, purpose: question.purpose ?? purpose }, { fields })
            operation ??= asked.round?.operationId
          }
          return {
            ...kept,
            sheets: await readTemplate(kept.content),
            area: (await areaNames(context, [actor.path])).get(actor.path) ?? '',
            operationId: operation,
          }
        },
        { readOnly: true },
      )
      const fileId = await house.files.order({
        actor,
        kind: parts.some((p) => isPersonal(p.question)) ? 'picture.personal-template' : 'picture.template',
        title: `${line.name} ${shanghaiMinute(Date.now())}`,
        purpose,
        path: actor.path,
        ...(operationId ? { operationId } : {}),
        lang,
        write: async (context, { path, watermark, tell }) => {
          await context.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')
          const results = await resultsOf(context, parts, purpose)
          const facts = {
            now: new Date().toISOString(),
            area,
            who: actor.name,
            round: results.find((r) => r.round)?.round?.name ?? null,
          }
          await fillTemplate(path, content, {
            sheets: planFill(sheetsOf(sheets), marks, results, facts, lang),
            watermark,
            record: { name: say(recordWords, lang), lines: [watermark, line.name, line.fileName] },
          })
          await tell(results.reduce((sum, r) => sum + r.rows.length, 0))
        },
      })
      return { fileId }
    },
  },
}
