/** Lists out: who is missing, as a call or a door list, and the report; counted, watermarked, made in the background. */
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { type Lang, say, type Word } from '../../../platform/pure/words.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { SheetColumn } from '../../../platform/server/sheets/write-xlsx.ts'
import { areaKinds, groups, sexes } from '../../register/model.ts'
import { clockOf } from '../call-time.ts'
import type { testing } from '../contract.ts'
import { sharePercent } from '../coverage.ts'
import { contactOutcomes, exemptions, type MissingPerson, type Report, roundStates } from '../model.ts'
import { exportWords as w } from './export-words.ts'
import { countMissing, eachMissing } from './missing-store.ts'
import { reportOf } from './report.ts'
import { partOf, type RoundRow } from './round-store.ts'
import { roundOrThrow } from './rounds.ts'

export const exportHandlers: Pick<HandlersOf<typeof testing>, 'exportMissing' | 'printMissing' | 'exportReport'> = {
  exportMissing: {
    async outside({ house, actor }, { roundId, under: wanted, order, purpose, lang }) {
      const { round, filter, total } = await house.database.within(actor, async (context) => {
        const round = await roundOrThrow(context, roundId)
        const filter = { roundId, order, under: partOf(context, round, wanted) }
        return { round, filter, total: await countMissing(context, filter) }
      })
      const now = Date.now()
      const fileId = await house.files.order({
        actor,
        kind: 'testing.missing',
        title: say(w.missingTitle, lang, { round: round.name, at: shanghaiMinute(now) }),
        purpose,
        path: filter.under,
        operationId: round.operationId,
        lang,
        total,
        sheets: [
          {
            name: say(order === 'door' ? w.doorSheet : w.callSheet, lang),
            columns: missingColumns(lang),
            rows: async function* (context) {
              for await (const person of eachMissing(context, filter, now)) yield missingCells(person, lang)
            },
          },
        ],
      })
      return { fileId }
    },
  },

  printMissing: async (context, { purpose, lang, under: wanted, ...input }) => {
    const round = await roundOrThrow(context, input.roundId)
    const under = partOf(context, round, wanted)
    const { id, watermark } = await context.house.files.paper(context, {
      actor: context.actor,
      kind: 'testing.door-list',
      title: say(w.paperTitle, lang, { round: round.name }),
      purpose,
      path: under.startsWith(context.actor.path) ? under : context.actor.path,
      operationId: round.operationId,
      lang,
      rows: await countMissing(context, { ...input, under, order: 'door' }),
    })
    return { printId: id, watermark }
  },

  exportReport: {
    async outside({ house, actor }, { id, purpose, lang }) {
      const { round, report } = await house.database.within(actor, (context) => reportOf(context, id), {
        readOnly: true,
        timeout: 600_000,
      })
      const fileId = await house.files.order({
        actor,
        kind: 'testing.report',
        title: say(w.reportTitle, lang, { round: round.name }),
        purpose,
        path: round.path.startsWith(actor.path) ? round.path : actor.path,
        operationId: round.operationId,
        lang,
        sheets: reportSheets(round, report, lang).map(({ rows, ...sheet }) => ({
          ...sheet,
          rows: async function* () {
            yield* rows
          },
        })),
      })
      return { fileId }
    },
  },
}

const column = (word: Word, lang: Lang, more: Partial<SheetColumn> = {}): SheetColumn => ({
  title: say(word, lang),
  ...more,
})

const missingColumns = (lang: Lang): SheetColumn[] => [
  column(w.building, lang, { width: 14 }),
  column(w.floor, lang, { kind: 'number' }),
  column(w.address, lang, { width: 30 }),
  column(w.name, lang, { width: 12 }),
  column(w.sex, lang),
  column(w.age, lang, { kind: 'number' }),
  column(w.phone, lang, { width: 16 }),
  column(w.groups, lang, { width: 16 }),
  column(w.bestCall, lang, { width: 14 }),
  column(w.because, lang, { width: 30 }),
  column(w.tries, lang, { kind: 'number' }),
  column(w.lastOutcome, lang),
  column(w.lastTryAt, lang, { kind: 'moment', width: 18 }),
  // left empty for whoever goes with the paper
  column(w.done, lang, { width: 16 }),
]

const missingCells = (p: MissingPerson, lang: Lang): unknown[] => [
  p.building,
  p.floor,
  p.address,
  p.name,
  p.sex && say(sexes.words[p.sex], lang),
  p.age,
  p.phoneMasked,
  p.groups.map((g) => say(groups.words[g], lang)).join(' '),
  `${clockOf(p.bestCall.from)}–${clockOf(p.bestCall.to)}`,
  say(p.bestCall.because, lang),
  p.tries,
  p.lastOutcome && say(contactOutcomes.words[p.lastOutcome], lang),
  p.lastTryAt && new Date(p.lastTryAt),
  null,
]

interface MadeSheet {
  readonly name: string
  readonly columns: SheetColumn[]
  readonly rows: readonly (readonly unknown[])[]
}

function reportSheets(round: RoundRow, report: Report, lang: Lang): MadeSheet[] {
  const number = (word: Word): SheetColumn => column(word, lang, { kind: 'number' })
  const { figures, tubes } = report
  const overview: [Word, unknown][] = [
    [w.round, round.name],
    [w.where, round.areaName],
    [w.state, say(roundStates.words[round.state], lang)],
    [w.madeAt, shanghaiMinute(report.madeAt)],
    [w.due, figures.due],
    [w.tested, figures.tested],
    [w.missing, figures.missing],
    [w.share, sharePercent(figures)],
    [w.exempt, figures.exempt],
    [w.walkIn, figures.walkIn],
    [w.samples, report.samples],
    [w.repeated, report.repeated],
    [w.voided, report.voided],
    [w.late, report.late],
    [w.tubesOpened, tubes.opened],
    [w.tubesClosed, tubes.closed],
    [w.tubesMismatched, tubes.mismatched],
    [w.tubesPacked, tubes.packed],
    [w.tubesReceived, tubes.receivedByLab],
  ]
  const named = (codes: { words: Readonly<Record<string, Word>> }, code: string): string => {
    const word = codes.words[code]
    return word ? say(word, lang) : say(w.notTried, lang)
  }
  return [
    {
      name: say(w.overview, lang),
      columns: [column(w.item, lang, { width: 26 }), column(w.value, lang, { width: 26, kind: 'number' })],
      rows: overview.map(([word, value]) => [say(word, lang), value]),
    },
    {
      name: say(w.byArea, lang),
      columns: [
        column(w.kind, lang),
        column(w.area, lang, { width: 24 }),
        ...[w.due, w.tested, w.missing, w.share, w.exempt, w.walkIn].map(number),
      ],
      rows: report.byArea.map((l) => [
        say(areaKinds.words[l.kind], lang),
        l.name,
        l.due,
        l.tested,
        l.missing,
        sharePercent(l),
        l.exempt,
        l.walkIn,
      ]),
    },
    {
      name: say(w.byHour, lang),
      columns: [column(w.hour, lang, { kind: 'moment', width: 18 }), number(w.tested), number(w.walkIn)],
      rows: report.byHour.map((h) => [new Date(h.hour), h.tested, h.walkIn]),
    },
    {
      name: say(w.whyMissing, lang),
      columns: [column(w.outcome, lang, { width: 18 }), number(w.people)],
      rows: report.missingByOutcome.map((m) => [named(contactOutcomes, m.outcome), m.people]),
    },
    {
      name: say(w.whyExempt, lang),
      columns: [column(w.reason, lang, { width: 18 }), number(w.people)],
      rows: report.exemptByReason.map((e) => [named(exemptions, e.reason), e.people]),
    },
  ]
}
