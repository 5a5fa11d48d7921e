/** Lists out: the balance with every difference, and who is to be swabbed alone; counted, watermarked, made in the background. */
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { type Lang, say, type Word } from '../../../platform/pure/words.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { SheetColumn } from '../../../platform/server/sheets/write-xlsx.ts'
import { listSites, ownPart } from '../../testing/server/public.ts'
import { proposeFor, proposals } from '../clock.ts'
import type { laboratory } from '../contract.ts'
import { differences, stages } from '../custody.ts'
import { lineProblemOf } from '../line-problems.ts'
import { type Balance, outcomes, tellingOutcomes } from '../model.ts'
import { exportWords as w } from './export-words.ts'
import { listLabs } from './lab-store.ts'
import { roundOrThrow } from './labs.ts'
import { listPools } from './pool-store.ts'
import { balanceOf, eachTube, listRefused, sumRound } from './result-store.ts'

const column = (word: Word, lang: Lang, more: Partial<SheetColumn> = {}): SheetColumn => ({
  title: say(word, lang),
  ...more,
})
const balanceCells = (b: Balance): number[] => [
  b.sampled,
  b.packed,
  b.handedOver,
  b.received,
  b.resulted,
  b.heads,
  b.differing,
]

export const exportHandlers: Pick<HandlersOf<typeof laboratory>, 'exportCustody' | 'exportPools'> = {
  exportCustody: {
    async outside({ house, actor }, { roundId, purpose, lang }) {
      const now = Date.now()
      const numbers = { kind: 'number' } as const
      const { round, path, sites, labs, total } = await house.database.within(actor, async (context) => {
        const round = await roundOrThrow(context, roundId)
        return {
          round,
          path: ownPart(context, round),
          sites: new Map((await listSites(context, roundId)).map((site) => [site.id, site.name])),
          labs: new Map((await listLabs(context, '2000-01-01')).map((lab) => [lab.id, lab.name])),
          total: (await sumRound(context, roundId)).balance.differing,
        }
      })
      const fileId = await house.files.order({
        actor,
        kind: 'laboratory.custody',
        title: say(w.custodyTitle, lang, { round: round.name, at: shanghaiMinute(now) }),
        purpose,
        path,
        operationId: round.operationId,
        lang,
        total,
        sheets: [
          {
            name: say(w.balanceSheet, lang),
            columns: [
              column(w.site, lang, { width: 24 }),
              ...[w.sampled, w.packed, w.handedOver, w.received, w.resulted, w.heads, w.differing].map((word) =>
                column(word, lang, numbers),
              ),
            ],
            rows: async function* (context) {
              const { groups, total } = await balanceOf(context, roundId, 'site')
              for (const group of groups) yield [group.name, ...balanceCells(group)]
              yield [say(w.total, lang), ...balanceCells(total)]
            },
          },
          {
            name: say(w.tubesSheet, lang),
            columns: [
              column(w.code, lang, { width: 18 }),
              column(w.site, lang, { width: 20 }),
              column(w.lane, lang, numbers),
              column(w.heads, lang, numbers),
              column(w.counted, lang, numbers),
              column(w.stage, lang, { width: 14 }),
              column(w.since, lang, { kind: 'moment', width: 18 }),
              column(w.place, lang, { width: 18 }),
              column(w.lab, lang, { width: 18 }),
              column(w.differences, lang, { width: 50 }),
            ],
            rows: async function* (context) {
              for await (const tube of eachTube(context, { roundId, onlyDiffering: true }, now))
                yield [
                  tube.code,
                  sites.get(tube.siteId),
                  tube.lane,
                  tube.heads,
                  tube.counted,
                  say(stages.words[tube.stage], lang),
                  new Date(tube.since),
                  tube.place,
                  tube.labId && labs.get(tube.labId),
                  tube.differences.map((d) => say(differences.words[d], lang)).join(lang === 'zh' ? '；' : '; '),
                ]
            },
          },
          {
            name: say(w.refusedSheet, lang),
            columns: [w.file, w.row, w.lab, w.code, w.name, w.number, w.said, w.why].map((word) =>
              column(word, lang, { width: 20 }),
            ),
            rows: async function* (context) {
              for (const row of await listRefused(context, roundId))
                yield [
                  row.fileName,
                  row.rowNo,
                  row.labName,
                  row.code,
                  row.name,
                  row.idMasked,
                  row.outcome && say(outcomes.words[row.outcome], lang),
                  say(lineProblemOf({ field: null, code: row.problem }).words, lang),
                ]
            },
          },
        ],
      })
      return { fileId }
    },
  },

  exportPools: {
    async outside({ house, actor }, { roundId, purpose, lang }) {
      const now = Date.now()
      const round =
        roundId === undefined
          ? null
          : await house.database.within(actor, async (context) => roundOrThrow(context, roundId))
      const fileId = await house.files.order({
        actor,
        kind: 'laboratory.retests',
        title: say(w.poolsTitle, lang, { at: shanghaiMinute(now) }),
        purpose,
        path: round === null ? actor.path : ownPart({ actor }, round),
        ...(round === null ? {} : { operationId: round.operationId }),
        lang,
        sheets: [
          {
            name: say(w.peopleSheet, lang),
            columns: [
              column(w.name, lang, { width: 12 }),
              column(w.address, lang, { width: 30 }),
              column(w.phone, lang, { width: 16 }),
              column(w.proposal, lang, { width: 40 }),
              column(w.retestDue, lang, { kind: 'moment', width: 18 }),
              column(w.judgeDue, lang, { kind: 'moment', width: 18 }),
              column(w.resampled, lang, { kind: 'moment', width: 18 }),
              column(w.told, lang, { width: 12 }),
              column(w.round, lang, { width: 20 }),
              column(w.code, lang, { width: 16 }),
            ],
            rows: async function* (context) {
              for (const pool of await listPools(context, { roundId, open: true }))
                for (const member of pool.members)
                  yield [
                    member.name,
                    member.address,
                    member.phoneMasked,
                    say(proposals[proposeFor(member, Date.parse(pool.judgeDue), now)], lang),
                    new Date(pool.retestDue),
                    new Date(pool.judgeDue),
                    member.resampledAt && new Date(member.resampledAt),
                    member.lastTold && say(tellingOutcomes.words[member.lastTold], lang),
                    pool.roundName,
                    pool.code,
                  ]
            },
          },
        ],
      })
      return { fileId }
    },
  },
}
